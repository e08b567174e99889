using System.Collections.Concurrent;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.StripeApi;
using ClientForge.Billing.Services.Subscriptions;
using Stripe;

namespace ClientForge.Billing.Services.Plans;

/// <summary>Asks Stripe what the next invoice of each tenant of a cohort comes to, at the old price and at the new one.</summary>
public sealed class PlanMovePricing(Database database, SubscriptionRepository subscriptions, PlanTerms terms, StripeClient stripe, TimeProvider time)
{
    private const int Concurrency = 4;
    private const string NothingToBill = "invoice_upcoming_none";

    internal Task EnsureMirroredAsync(CancellationToken cancellationToken) => terms.EnsureMirroredAsync(cancellationToken);

    internal async Task<IReadOnlyList<PlanMoveItemRow>> PriceAsync(PlanMoveRow move, IReadOnlyList<PlanCohortRow> cohort, CancellationToken cancellationToken)
    {
        var priced = new ConcurrentBag<PlanMoveItemRow>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(cohort, options, async (member, token) => priced.Add(await PriceAsync(move, member, token)));
        return [.. priced.OrderBy(item => item.TenantId)];
    }

    /// <summary>The move of one subscription, in Stripe's words: the price and the metered prices of the version, from the next period on.</summary>
    internal async Task<UpdateParts> PartsAsync(Work work, SubscriptionRow subscription, Guid priceId) => new()
    {
        Subscription = subscription,
        Terms = await terms.AtPriceAsync(work, subscription, priceId),
        ProrationBehavior = "none",
        Now = time.GetUtcNow(),
    };

    private async Task<PlanMoveItemRow> PriceAsync(PlanMoveRow move, PlanCohortRow member, CancellationToken cancellationToken)
    {
        var (subscription, parts) = await database.InTenantAsync(
            member.TenantId,
            async work =>
            {
                var row = (await subscriptions.FindAsync(work, member.TenantId, member.SubscriptionId))!;
                return (row, await PartsAsync(work, row, member.ToPriceId));
            },
            cancellationToken);
        return new PlanMoveItemRow
        {
            TenantId = member.TenantId,
            MoveId = move.Id,
            SubscriptionId = member.SubscriptionId,
            FromPriceId = member.FromPriceId,
            ToPriceId = member.ToPriceId,
            Currency = subscription.Currency,
            OldTotal = await TotalAsync(PreviewCalls.Following(parts with { Terms = null }), cancellationToken),
            NewTotal = await TotalAsync(PreviewCalls.Following(parts), cancellationToken),
            NextInvoiceAt = subscription.CurrentPeriodEnd,
            State = "previewed",
            UpdatedAt = move.CreatedAt,
        };
    }

    private async Task<long> TotalAsync(InvoiceCreatePreviewOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return (await stripe.V1.Invoices.CreatePreviewAsync(options, cancellationToken: cancellationToken)).Total;
        }
        catch (StripeException e) when (e.StripeError?.Code == NothingToBill)
        {
            return 0;
        }
        catch (StripeException e)
        {
            throw StripeErrors.Translate(e);
        }
    }
}
