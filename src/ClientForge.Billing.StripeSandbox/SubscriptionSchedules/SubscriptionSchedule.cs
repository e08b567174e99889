using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Tax;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.SubscriptionSchedules;

/// <summary>The words of <c>subscription_schedule.status</c>.</summary>
internal static class ScheduleStatus
{
    public const string NotStarted = "not_started";
    public const string Active = "active";
    public const string Completed = "completed";
    public const string Released = "released";
    public const string Canceled = "canceled";
}

/// <summary>A plan of a subscription's future phases. Times are Unix seconds.</summary>
internal sealed record SubscriptionSchedule : StripeObject, IOnTestClock
{
    /// <summary>Finds a customer's schedules.</summary>
    public const string CustomerIndex = "customer";

    public override string Object => "subscription_schedule";

    public string? Application { get; init; }

    public required BillingMode BillingMode { get; init; }

    public long? CanceledAt { get; init; }

    public long? CompletedAt { get; init; }

    public required long Created { get; init; }

    public CurrentPhase? CurrentPhase { get; init; }

    [Expandable("customer")]
    public required string Customer { get; init; }

    public string? CustomerAccount { get; init; }

    public ScheduleSettings DefaultSettings { get; init; } = new();

    /// <summary><c>release</c> or <c>cancel</c>.</summary>
    public required string EndBehavior { get; init; }

    public bool Livemode { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public required IReadOnlyList<SchedulePhase> Phases { get; init; }

    public long? ReleasedAt { get; init; }

    public string? ReleasedSubscription { get; init; }

    public required string Status { get; init; }

    [Expandable("subscription")]
    public string? Subscription { get; init; }

    [Expandable("test_helpers.test_clock")]
    public string? TestClock { get; init; }
}

internal sealed record CurrentPhase(long StartDate, long EndDate);

internal sealed record ScheduleSettings
{
    public decimal? ApplicationFeePercent { get; init; }

    public AutomaticTax AutomaticTax { get; init; } = new(false);

    public string BillingCycleAnchor { get; init; } = "automatic";

    public string? BillingThresholds { get; init; }

    public string CollectionMethod { get; init; } = "charge_automatically";

    [Expandable("payment_method")]
    public string? DefaultPaymentMethod { get; init; }

    public string? Description { get; init; }

    public ScheduleInvoiceSettings InvoiceSettings { get; init; } = new();

    public string? OnBehalfOf { get; init; }

    public string? TransferData { get; init; }
}

internal sealed record ScheduleInvoiceSettings
{
    public IReadOnlyList<string>? AccountTaxIds { get; init; }

    public string? CustomFields { get; init; }

    public long? DaysUntilDue { get; init; }

    public string? Description { get; init; }

    public string? Footer { get; init; }

    public Issuer Issuer { get; init; } = Issuer.Self;
}

internal sealed record SchedulePhase
{
    public IReadOnlyList<string> AddInvoiceItems { get; init; } = [];

    public decimal? ApplicationFeePercent { get; init; }

    public string? BillingCycleAnchor { get; init; }

    public string? BillingThresholds { get; init; }

    public string? CollectionMethod { get; init; }

    public required string Currency { get; init; }

    [Expandable("payment_method")]
    public string? DefaultPaymentMethod { get; init; }

    public IReadOnlyList<TaxRate> DefaultTaxRates { get; init; } = [];

    public string? Description { get; init; }

    public IReadOnlyList<PhaseDiscount> Discounts { get; init; } = [];

    public required long EndDate { get; init; }

    public ScheduleInvoiceSettings InvoiceSettings { get; init; } = new();

    public required IReadOnlyList<PhaseItem> Items { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public string? OnBehalfOf { get; init; }

    public required string ProrationBehavior { get; init; }

    public required long StartDate { get; init; }

    public string? TransferData { get; init; }

    public long? TrialEnd { get; init; }
}

/// <summary>A discount of a phase: exactly one of the three is set.</summary>
internal sealed record PhaseDiscount
{
    [Expandable("coupon")]
    public string? Coupon { get; init; }

    [Expandable("discount")]
    public string? Discount { get; init; }

    [Expandable("promotion_code")]
    public string? PromotionCode { get; init; }
}

internal sealed record PhaseItem
{
    public string? BillingThresholds { get; init; }

    public IReadOnlyList<PhaseDiscount> Discounts { get; init; } = [];

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public required Plan Plan { get; init; }

    [Expandable("price")]
    public required string Price { get; init; }

    [AbsentWhenNull]
    public long? Quantity { get; init; }

    public IReadOnlyList<TaxRate> TaxRates { get; init; } = [];
}
