using ClientForge.Billing.StripeSandbox.Payments;
using ClientForge.Billing.StripeSandbox.Tax;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>A subscription. Times are Unix seconds.</summary>
internal sealed record Subscription : StripeObject, IOnTestClock
{
    /// <summary>Finds a customer's subscriptions.</summary>
    public const string CustomerIndex = "customer";

    /// <summary>Finds the subscriptions that a payment method is the default of.</summary>
    public const string PaymentMethodIndex = "default_payment_method";

    public override string Object => "subscription";

    public string? Application { get; init; }

    public decimal? ApplicationFeePercent { get; init; }

    public required AutomaticTax AutomaticTax { get; init; }

    public required long BillingCycleAnchor { get; init; }

    public BillingCycleAnchorConfig? BillingCycleAnchorConfig { get; init; }

    public required BillingMode BillingMode { get; init; }

    public IReadOnlyList<string> BillingSchedules { get; init; } = [];

    public string? BillingThresholds { get; init; }

    public long? CancelAt { get; init; }

    public bool CancelAtPeriodEnd { get; init; }

    public long? CanceledAt { get; init; }

    public CancellationDetails CancellationDetails { get; init; } = new();

    public required string CollectionMethod { get; init; }

    public required long Created { get; init; }

    public required string Currency { get; init; }

    [Expandable("customer")]
    public required string Customer { get; init; }

    public string? CustomerAccount { get; init; }

    public long? DaysUntilDue { get; init; }

    [Expandable("payment_method")]
    public string? DefaultPaymentMethod { get; init; }

    public string? DefaultSource { get; init; }

    public IReadOnlyList<TaxRate> DefaultTaxRates { get; init; } = [];

    public string? Description { get; init; }

    [Expandable("discount")]
    public IReadOnlyList<string> Discounts { get; init; } = [];

    public long? EndedAt { get; init; }

    public SubscriptionInvoiceSettings InvoiceSettings { get; init; } = new();

    public required StripeList<SubscriptionItem> Items { get; init; }

    [Expandable("invoice")]
    public string? LatestInvoice { get; init; }

    public bool Livemode { get; init; }

    public ManagedPayments ManagedPayments { get; init; } = new(false);

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public long? NextPendingInvoiceItemInvoice { get; init; }

    public string? OnBehalfOf { get; init; }

    public PauseCollection? PauseCollection { get; init; }

    public SubscriptionPaymentSettings PaymentSettings { get; init; } = new();

    public string? PendingInvoiceItemInterval { get; init; }

    [Expandable("setup_intent")]
    public string? PendingSetupIntent { get; init; }

    public PendingUpdate? PendingUpdate { get; init; }

    [Expandable("subscription_schedule")]
    public string? Schedule { get; init; }

    public required long StartDate { get; init; }

    public required string Status { get; init; }

    [Expandable("test_helpers.test_clock")]
    public string? TestClock { get; init; }

    public string? TransferData { get; init; }

    public long? TrialEnd { get; init; }

    public TrialSettings TrialSettings { get; init; } = new(new TrialEndBehavior("create_invoice"));

    public long? TrialStart { get; init; }

    /// <summary>The trial end that <c>customer.subscription.trial_will_end</c> was already sent for.</summary>
    [Internal]
    public long? TrialNoticeFor { get; init; }

    /// <summary>The period end that <c>invoice.upcoming</c> was already sent for.</summary>
    [Internal]
    public long? UpcomingNoticeFor { get; init; }

    /// <summary>A resumption's invoice is voided unless it is paid by then.</summary>
    [Internal]
    public long? ResumesBy { get; init; }

    /// <summary>When the last phase of its schedule ends; null while another one follows.</summary>
    [Internal]
    public long? ScheduleEndsAt { get; init; }

    /// <summary>The end that <c>subscription_schedule.expiring</c> was already sent for.</summary>
    [Internal]
    public long? ScheduleNoticeFor { get; init; }

    /// <summary>When the current phase of its schedule ends.</summary>
    [Internal]
    public long? PhaseEndsAt { get; init; }
}
