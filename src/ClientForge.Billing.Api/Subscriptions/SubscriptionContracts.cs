using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Subscriptions;

namespace ClientForge.Billing.Api.Subscriptions;

/// <summary>A subscription. Amounts are minor units of its currency.</summary>
public sealed record SubscriptionResponse
{
    public required Guid Id { get; init; }

    public required Guid PlanId { get; init; }

    public required SubscriptionPlanResponse Plan { get; init; }

    /// <summary>Stripe's word; <c>paused</c> while nothing is collected.</summary>
    public required string Status { get; init; }

    /// <summary>Seats.</summary>
    public required long Quantity { get; init; }

    public required string Currency { get; init; }

    /// <summary><c>month</c> or <c>year</c>.</summary>
    public required string Interval { get; init; }

    /// <summary>A seat's price.</summary>
    public required long UnitAmount { get; init; }

    public required DateTimeOffset CurrentPeriodStart { get; init; }

    public required DateTimeOffset CurrentPeriodEnd { get; init; }

    public DateTimeOffset? TrialStart { get; init; }

    public DateTimeOffset? TrialEnd { get; init; }

    public required bool CancelAtPeriodEnd { get; init; }

    public DateTimeOffset? CanceledAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When a pause ends by itself.</summary>
    public DateTimeOffset? PauseResumesAt { get; init; }

    public DiscountResponse? Discount { get; init; }

    public ScheduledChangeResponse? ScheduledChange { get; init; }

    /// <summary>Until when a change waits for its payment to be authenticated; the old terms go on meanwhile.</summary>
    public DateTimeOffset? PendingChangeExpiresAt { get; init; }

    public NextActionResponse? NextAction { get; init; }

    public required string StripeSubscriptionId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static SubscriptionResponse Of(SubscriptionView view) => new()
    {
        Id = view.Row.Id,
        PlanId = view.Row.PlanId,
        Plan = new SubscriptionPlanResponse(view.Plan.Name, view.Plan.Tier),
        Status = SubscriptionRules.ShownStatus(view.Row),
        Quantity = view.Row.Quantity,
        Currency = view.Row.Currency,
        Interval = view.Row.Interval,
        UnitAmount = view.Row.UnitAmount,
        CurrentPeriodStart = view.Row.CurrentPeriodStart,
        CurrentPeriodEnd = view.Row.CurrentPeriodEnd,
        TrialStart = view.Row.TrialStart,
        TrialEnd = view.Row.TrialEnd,
        CancelAtPeriodEnd = view.Row.CancelAtPeriodEnd,
        CanceledAt = view.Row.CanceledAt,
        EndedAt = view.Row.EndedAt,
        PauseResumesAt = view.Row.PauseResumesAt,
        Discount = DiscountResponse.Of(view.Row),
        ScheduledChange = view.Row is { ScheduledPlanId: { } planId, ScheduledQuantity: { } quantity, ScheduledAt: { } at, ScheduledInterval: { } interval }
            ? new ScheduledChangeResponse(planId, interval, quantity, at)
            : null,
        PendingChangeExpiresAt = view.Row.PendingUpdateExpiresAt,
        NextAction = view.NextAction is { } action ? new NextActionResponse(action.Type, action.ClientSecret) : null,
        StripeSubscriptionId = view.Row.StripeSubscriptionId,
        CreatedAt = view.Row.CreatedAt,
        UpdatedAt = view.Row.UpdatedAt,
    };
}

public sealed record SubscriptionPlanResponse(string Name, string Tier);

/// <summary>A discount; <c>amountOff</c> in minor units.</summary>
public sealed record DiscountResponse(string Code, decimal? PercentOff, long? AmountOff, DateTimeOffset? EndsAt)
{
    public static DiscountResponse? Of(SubscriptionRow row) =>
        row.DiscountCode is { } code ? new DiscountResponse(code, row.DiscountPercentOff, row.DiscountAmountOff, row.DiscountEndsAt) : null;
}

/// <summary>A change that comes by itself.</summary>
public sealed record ScheduledChangeResponse(Guid PlanId, string Interval, long Quantity, DateTimeOffset EffectiveAt);

/// <summary>What the payer has to do, for Stripe.js.</summary>
public sealed record NextActionResponse(string Type, string ClientSecret);

/// <summary>A preview; amounts are minor units.</summary>
public sealed record PreviewResponse
{
    public required string Currency { get; init; }

    public required IReadOnlyList<PreviewLine> Lines { get; init; }

    public required long Subtotal { get; init; }

    public required long Discount { get; init; }

    public required long Tax { get; init; }

    /// <summary>The shown lines after discount and tax.</summary>
    public required long Total { get; init; }

    /// <summary>What the change charges at once; 0 when it makes no invoice now.</summary>
    public required long AmountDue { get; init; }

    public required DateTimeOffset NextPaymentAt { get; init; }

    public NextInvoice? NextInvoice { get; init; }

    /// <summary>Sent with the <c>PUT</c>, bills exactly these lines, or is answered 409 <c>price_moved</c> with the new preview.</summary>
    public Guid? PreviewToken { get; init; }

    /// <summary>Ten minutes ahead.</summary>
    public DateTimeOffset? PreviewExpiresAt { get; init; }

    public static PreviewResponse Of(SubscriptionPreview preview) => new()
    {
        Currency = preview.Currency,
        Lines = preview.Lines,
        Subtotal = preview.Subtotal,
        Discount = preview.Discount,
        Tax = preview.Tax,
        Total = preview.Total,
        AmountDue = preview.AmountDue,
        NextPaymentAt = preview.NextPaymentAt,
        NextInvoice = preview.NextInvoice,
        PreviewToken = preview.PreviewToken,
        PreviewExpiresAt = preview.PreviewExpiresAt,
    };
}
