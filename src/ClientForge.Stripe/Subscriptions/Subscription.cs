using Stripe.Infrastructure;

namespace Stripe;

/// <summary>Recurring billing of a customer. The periods are its items'; times in UTC.</summary>
public class Subscription : StripeEntity<Subscription>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    [Expandable("application")]
    public string ApplicationId { get; set; }

    public decimal? ApplicationFeePercent { get; set; }

    public SubscriptionAutomaticTax AutomaticTax { get; set; }

    public DateTime BillingCycleAnchor { get; set; } = DateTime.UnixEpoch;

    public SubscriptionBillingCycleAnchorConfig BillingCycleAnchorConfig { get; set; }

    public SubscriptionBillingMode BillingMode { get; set; }

    public List<SubscriptionBillingSchedule> BillingSchedules { get; set; }

    public DateTime? CancelAt { get; set; }

    public bool CancelAtPeriodEnd { get; set; }

    public DateTime? CanceledAt { get; set; }

    public SubscriptionCancellationDetails CancellationDetails { get; set; }

    public string CollectionMethod { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    public string Currency { get; set; }

    [Expandable("customer", Object = nameof(Customer))]
    public string CustomerId { get => Customer?.Id ?? field; set; }

    public Customer Customer { get; set; }

    public string CustomerAccount { get; set; }

    public long? DaysUntilDue { get; set; }

    [Expandable("default_payment_method", Object = nameof(DefaultPaymentMethod))]
    public string DefaultPaymentMethodId { get => DefaultPaymentMethod?.Id ?? field; set; }

    public PaymentMethod DefaultPaymentMethod { get; set; }

    [Expandable("default_source")]
    public string DefaultSourceId { get; set; }

    public List<TaxRate> DefaultTaxRates { get; set; }

    public string Description { get; set; }

    [Expandable("discounts", Object = nameof(Discounts))]
    public List<string> DiscountIds { get; set; }

    public List<Discount> Discounts { get; set; }

    public DateTime? EndedAt { get; set; }

    public SubscriptionInvoiceSettings InvoiceSettings { get; set; }

    public StripeList<SubscriptionItem> Items { get; set; }

    [Expandable("latest_invoice", Object = nameof(LatestInvoice))]
    public string LatestInvoiceId { get => LatestInvoice?.Id ?? field; set; }

    public Invoice LatestInvoice { get; set; }

    public bool Livemode { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public DateTime? NextPendingInvoiceItemInvoice { get; set; }

    [Expandable("on_behalf_of")]
    public string OnBehalfOfId { get; set; }

    public SubscriptionPauseCollection PauseCollection { get; set; }

    public SubscriptionPaymentSettings PaymentSettings { get; set; }

    public SubscriptionPendingInvoiceItemInterval PendingInvoiceItemInterval { get; set; }

    [Expandable("pending_setup_intent", Object = nameof(PendingSetupIntent))]
    public string PendingSetupIntentId { get => PendingSetupIntent?.Id ?? field; set; }

    public SetupIntent PendingSetupIntent { get; set; }

    public SubscriptionPendingUpdate PendingUpdate { get; set; }

    [Expandable("schedule", Object = nameof(Schedule))]
    public string ScheduleId { get => Schedule?.Id ?? field; set; }

    public SubscriptionSchedule Schedule { get; set; }

    public DateTime StartDate { get; set; } = DateTime.UnixEpoch;

    public string Status { get; set; }

    [Expandable("test_clock", Object = nameof(TestClock))]
    public string TestClockId { get => TestClock?.Id ?? field; set; }

    public TestHelpers.TestClock TestClock { get; set; }

    public DateTime? TrialEnd { get; set; }

    public SubscriptionTrialSettings TrialSettings { get; set; }

    public DateTime? TrialStart { get; set; }
}

public class SubscriptionAutomaticTax : StripeEntity<SubscriptionAutomaticTax>
{
    public string DisabledReason { get; set; }

    public bool Enabled { get; set; }

    public SubscriptionAutomaticTaxLiability Liability { get; set; }
}

public class SubscriptionAutomaticTaxLiability : StripeEntity<SubscriptionAutomaticTaxLiability>
{
    [Expandable("account")]
    public string AccountId { get; set; }

    public string Type { get; set; }
}

public class SubscriptionBillingCycleAnchor : StringEnum
{
    public static readonly SubscriptionBillingCycleAnchor Now = new("now");

    public static readonly SubscriptionBillingCycleAnchor Unchanged = new("unchanged");

    private SubscriptionBillingCycleAnchor(string value)
        : base(value)
    {
    }
}

public class SubscriptionBillingMode : StripeEntity<SubscriptionBillingMode>
{
    public SubscriptionBillingModeFlexible Flexible { get; set; }

    public string Type { get; set; }

    public DateTime UpdatedAt { get; set; } = DateTime.UnixEpoch;
}

public class SubscriptionBillingModeFlexible : StripeEntity<SubscriptionBillingModeFlexible>
{
    public string ProrationDiscounts { get; set; }
}

public class SubscriptionBillingSchedule : StripeEntity<SubscriptionBillingSchedule>
{
    public List<SubscriptionBillingScheduleAppliesTo> AppliesTo { get; set; }

    public SubscriptionBillingScheduleBillUntil BillUntil { get; set; }

    public string Key { get; set; }
}

public class SubscriptionBillingScheduleAppliesTo : StripeEntity<SubscriptionBillingScheduleAppliesTo>
{
    [Expandable("price", Object = nameof(Price))]
    public string PriceId { get => Price?.Id ?? field; set; }

    public Price Price { get; set; }

    public string Type { get; set; }
}

public class SubscriptionBillingScheduleBillUntil : StripeEntity<SubscriptionBillingScheduleBillUntil>
{
    public DateTime ComputedTimestamp { get; set; } = DateTime.UnixEpoch;

    public SubscriptionBillingScheduleBillUntilDuration Duration { get; set; }

    public DateTime? Timestamp { get; set; }

    public string Type { get; set; }
}

public class SubscriptionBillingScheduleBillUntilDuration : StripeEntity<SubscriptionBillingScheduleBillUntilDuration>
{
    public string Interval { get; set; }

    public long? IntervalCount { get; set; }
}

public class SubscriptionCancellationDetails : StripeEntity<SubscriptionCancellationDetails>
{
    public string Comment { get; set; }

    public string Feedback { get; set; }

    public string Reason { get; set; }
}

public class SubscriptionInvoiceSettings : StripeEntity<SubscriptionInvoiceSettings>
{
    [Expandable("account_tax_ids", Object = nameof(AccountTaxIds))]
    public List<string> AccountTaxIdIds { get; set; }

    public List<TaxId> AccountTaxIds { get; set; }

    public List<SubscriptionInvoiceSettingsCustomField> CustomFields { get; set; }

    public string Description { get; set; }

    public string Footer { get; set; }
}

public class SubscriptionInvoiceSettingsCustomField : StripeEntity<SubscriptionInvoiceSettingsCustomField>
{
    public string Name { get; set; }

    public string Value { get; set; }
}

public class SubscriptionPauseCollection : StripeEntity<SubscriptionPauseCollection>
{
    public string Behavior { get; set; }

    public DateTime? ResumesAt { get; set; }
}

public class SubscriptionPaymentSettings : StripeEntity<SubscriptionPaymentSettings>
{
    public List<string> PaymentMethodTypes { get; set; }

    public string SaveDefaultPaymentMethod { get; set; }
}

public class SubscriptionPendingInvoiceItemInterval : StripeEntity<SubscriptionPendingInvoiceItemInterval>
{
    public string Interval { get; set; }

    public long IntervalCount { get; set; }
}

public class SubscriptionPendingUpdate : StripeEntity<SubscriptionPendingUpdate>, IHasMetadata
{
    public DateTime? BillingCycleAnchor { get; set; }

    public Discount Discount { get; set; }

    [Expandable("discounts", Object = nameof(Discounts))]
    public List<string> DiscountIds { get; set; }

    public List<Discount> Discounts { get; set; }

    public DateTime ExpiresAt { get; set; } = DateTime.UnixEpoch;

    public Dictionary<string, string> Metadata { get; set; }

    public List<SubscriptionItem> SubscriptionItems { get; set; }

    public DateTime? TrialEnd { get; set; }

    public bool? TrialFromPlan { get; set; }
}

public class SubscriptionTrialEnd : StringEnum
{
    public static readonly SubscriptionTrialEnd Now = new("now");

    private SubscriptionTrialEnd(string value)
        : base(value)
    {
    }
}

public class SubscriptionTrialSettings : StripeEntity<SubscriptionTrialSettings>
{
    public SubscriptionTrialSettingsEndBehavior EndBehavior { get; set; }
}

public class SubscriptionTrialSettingsEndBehavior : StripeEntity<SubscriptionTrialSettingsEndBehavior>
{
    public string MissingPaymentMethod { get; set; }
}
