namespace ClientForge.Billing.Data.Ops;

/// <summary>A tenant in a list: who it is and how it stands.</summary>
public sealed record TenantSummary
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public string? Email { get; init; }

    public string? StripeCustomerId { get; init; }

    /// <summary><c>active</c>, <c>past_due</c> or <c>suspended</c>.</summary>
    public required string AccountStatus { get; init; }

    /// <summary>Of the newest subscription; null when there never was one.</summary>
    public string? SubscriptionStatus { get; init; }

    public string? PlanName { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A subscription as the console shows it. Money in minor units.</summary>
public sealed record TenantSubscription
{
    public required Guid Id { get; init; }

    public required string StripeSubscriptionId { get; init; }

    public required string PlanName { get; init; }

    public required string Status { get; init; }

    public required long Quantity { get; init; }

    public required string Currency { get; init; }

    public required string Interval { get; init; }

    public required long UnitAmount { get; init; }

    public required DateTimeOffset CurrentPeriodStart { get; init; }

    public required DateTimeOffset CurrentPeriodEnd { get; init; }

    public required bool CancelAtPeriodEnd { get; init; }

    public DateTimeOffset? TrialEnd { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? DiscountCode { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>An invoice as the console shows it. Money in minor units.</summary>
public sealed record TenantInvoice
{
    public required Guid Id { get; init; }

    public required string StripeInvoiceId { get; init; }

    public string? Number { get; init; }

    public required string Status { get; init; }

    public required string Currency { get; init; }

    public required long Total { get; init; }

    public required long AmountDue { get; init; }

    public required long AmountPaid { get; init; }

    public required long AmountRemaining { get; init; }

    public string? BillingReason { get; init; }

    public required int AttemptCount { get; init; }

    public DateTimeOffset? NextPaymentAttempt { get; init; }

    public required DateTimeOffset PeriodStart { get; init; }

    public required DateTimeOffset PeriodEnd { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A payment method without its card's details, which are encrypted at rest.</summary>
public sealed record TenantPaymentMethod
{
    public required Guid Id { get; init; }

    public required string StripePaymentMethodId { get; init; }

    public required string Type { get; init; }

    public required bool IsDefault { get; init; }

    public required string Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What was counted of a metric in its newest period.</summary>
public sealed record TenantUsage
{
    public required string Metric { get; init; }

    public required DateTimeOffset PeriodStart { get; init; }

    public required DateTimeOffset PeriodEnd { get; init; }

    /// <summary>Events, whatever their quantities.</summary>
    public required long Events { get; init; }

    public required DateTimeOffset LastAt { get; init; }
}

/// <summary>A write to Stripe whose outcome is not known, or needs a person.</summary>
public sealed record TenantIntent
{
    public required Guid Id { get; init; }

    public required string Kind { get; init; }

    public required string State { get; init; }

    public required int Attempts { get; init; }

    public string? ErrorCode { get; init; }

    public DateTimeOffset? NextAttemptAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
