namespace ClientForge.Billing.Data.Subscriptions;

/// <summary>The projection of a Stripe subscription. Amounts are minor units of <see cref="Currency"/>.</summary>
public sealed record SubscriptionRow
{
    public required Guid TenantId { get; init; }

    public required Guid Id { get; init; }

    public required string StripeSubscriptionId { get; init; }

    public required string StripeCustomerId { get; init; }

    public required Guid PlanId { get; init; }

    public required Guid PlanPriceId { get; init; }

    /// <summary>Stripe's word.</summary>
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

    public required DateTimeOffset BillingCycleAnchor { get; init; }

    public required bool CancelAtPeriodEnd { get; init; }

    public DateTimeOffset? CancelAt { get; init; }

    /// <summary>When the cancellation was asked for.</summary>
    public DateTimeOffset? CanceledAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset? TrialStart { get; init; }

    public DateTimeOffset? TrialEnd { get; init; }

    /// <summary>Stripe's <c>pause_collection</c>.</summary>
    public required bool CollectionPaused { get; init; }

    public DateTimeOffset? PauseResumesAt { get; init; }

    /// <summary>A change waits for its payment to be authenticated until then.</summary>
    public DateTimeOffset? PendingUpdateExpiresAt { get; init; }

    public string? DiscountCode { get; init; }

    public decimal? DiscountPercentOff { get; init; }

    public long? DiscountAmountOff { get; init; }

    public DateTimeOffset? DiscountEndsAt { get; init; }

    public string? StripeScheduleId { get; init; }

    public Guid? ScheduledPlanId { get; init; }

    public string? ScheduledInterval { get; init; }

    public long? ScheduledQuantity { get; init; }

    public DateTimeOffset? ScheduledAt { get; init; }

    /// <summary>Stripe's id; null when the customer's default is charged.</summary>
    public string? DefaultPaymentMethodId { get; init; }

    /// <summary>Stripe's id.</summary>
    public string? LatestInvoiceId { get; init; }

    /// <summary>An array of <see cref="SubscriptionItemRef"/>.</summary>
    public required Json StripeItems { get; init; }

    /// <summary>False as long as its first payment never came.</summary>
    public required bool HasBegun { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public bool HasEnded => Status is "canceled" or "incomplete_expired";
}

/// <summary>A subscription's item at Stripe: the seats, or one metric.</summary>
public sealed record SubscriptionItemRef(string Id, string PriceId, bool Metered);
