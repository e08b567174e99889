using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.StripeApi;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>A price that was shown.</summary>
/// <param name="PricedAt">The second to which unused time is credited.</param>
/// <param name="Seen">The subscription that the price was made for; null as long as it is only asked for again.</param>
public sealed record PriceBond(DateTimeOffset PricedAt, SubscriptionRow? Seen)
{
    /// <summary>Whether a subscription is still the one that was priced.</summary>
    public bool Holds(SubscriptionRow now) => Seen is null || now with { UpdatedAt = Seen.UpdatedAt } == Seen;
}

/// <summary>
/// Previews that bind. A token stands for the change, the second it was priced at, and the answer. When it is redeemed, Stripe is
/// asked again for the price at that second; if it is still the same, the change is sent with that second, so that it bills the
/// very lines that were shown. If not, nothing is changed and the caller gets the new price with a new token.
/// </summary>
public sealed class BoundPreviews(
    Database database, SubscriptionPreviewRepository previews, SubscriptionPreviews pricing, SubscriptionService subscriptions, StripeCommands commands, TimeProvider time)
{
    private const string PriceMoved = "price_moved";

    /// <summary>How long a price is held.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>What the change costs now, with a token that holds the price.</summary>
    /// <exception cref="BillingException">As <see cref="SubscriptionPreviews.PreviewAsync"/>.</exception>
    public async Task<SubscriptionPreview> IssueAsync(RequestContext context, SubscriptionChange change, CancellationToken cancellationToken)
    {
        var (preview, bond) = await pricing.PriceAsync(context, change, cancellationToken);
        var now = time.GetUtcNow();
        var bound = preview with { PreviewToken = Guid.CreateVersion7(now), PreviewExpiresAt = now + Lifetime };
        var row = new SubscriptionPreviewRow
        {
            TenantId = context.TenantId,
            Id = bound.PreviewToken.Value,
            Change = Json.From(change),
            Preview = Json.From(bound),
            PricedAt = bond.PricedAt,
            ExpiresAt = bound.PreviewExpiresAt.Value,
        };
        await database.InTenantAsync(context.TenantId, work => previews.AddAsync(work, row), cancellationToken);
        return bound;
    }

    /// <summary>Makes the previewed change at the previewed price.</summary>
    /// <param name="context">Of the caller.</param>
    /// <param name="token">Of the preview.</param>
    /// <param name="said">What the caller says besides the token; null when it says nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BillingException">
    /// 409 <c>price_moved</c> with <c>preview</c>: the price is another one, or the token is older than ten minutes; 422
    /// <c>preview_token_not_found</c>, <c>preview_token_mismatch</c>; otherwise as the change itself.
    /// </exception>
    public async Task<SubscriptionView> RedeemAsync(RequestContext context, Guid token, SubscriptionChange? said, CancellationToken cancellationToken)
    {
        var promised = await database.InTenantAsync(context.TenantId, work => previews.FindAsync(work, context.TenantId, token), cancellationToken)
            ?? throw BillingException.Invalid("preview_token_not_found", "previewToken", "There is no such preview.");
        var change = promised.Change.Read<SubscriptionChange>();
        if (said is not null && said != change)
            throw BillingException.Invalid("preview_token_mismatch", "previewToken", "The preview was made for another change.");
        if (await commands.IsDecidedAsync(context, SubscriptionChanges.IntentKind, cancellationToken))
            return await subscriptions.UpdateSubscriptionAsync(context, change, cancellationToken);
        if (promised.ExpiresAt <= time.GetUtcNow() || await ConfirmAsync(context, promised, change, cancellationToken) is not { } bond)
            throw await MovedAsync(context, change, cancellationToken);
        try
        {
            return await subscriptions.UpdateSubscriptionAsync(context, change with { Bond = bond }, cancellationToken);
        }
        catch (BillingException e) when (e.Code == PriceMoved)
        {
            throw await MovedAsync(context, change, cancellationToken);
        }
    }

    /// <summary>The refusal of a change whose subscription is not the one that was priced any more.</summary>
    internal static BillingException Moved(SubscriptionPreview? preview) => BillingException.Conflict(
        PriceMoved, "The price is not the one that was shown any more. Nothing was changed.", new Dictionary<string, object?> { ["preview"] = preview });

    /// <returns>Null when the price has moved.</returns>
    private async Task<PriceBond?> ConfirmAsync(RequestContext context, SubscriptionPreviewRow promised, SubscriptionChange change, CancellationToken cancellationToken)
    {
        var held = change with { Bond = new PriceBond(promised.PricedAt, Seen: null) };
        try
        {
            var (preview, bond) = await pricing.PriceAsync(context, held, cancellationToken);
            return preview.IsSamePrice(promised.Preview.Read<SubscriptionPreview>()) ? bond : null;
        }
        catch (BillingException e) when (e.Code == SubscriptionPreviews.NothingToPreview)
        {
            return null;
        }
    }

    private async Task<BillingException> MovedAsync(RequestContext context, SubscriptionChange change, CancellationToken cancellationToken)
    {
        try
        {
            return Moved(await IssueAsync(context, change, cancellationToken));
        }
        catch (BillingException e) when (e.Code == SubscriptionPreviews.NothingToPreview)
        {
            return Moved(preview: null);
        }
    }
}
