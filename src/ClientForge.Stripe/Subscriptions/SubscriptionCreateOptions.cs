using Stripe.Infrastructure;

namespace Stripe;

public class SubscriptionCreateOptions : BaseOptions, IHasMetadata
{
    public List<SubscriptionAddInvoiceItemOptions> AddInvoiceItems { get; set; }

    [Emptyable]
    public decimal? ApplicationFeePercent
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public SubscriptionAutomaticTaxOptions AutomaticTax { get; set; }

    public DateTime? BackdateStartDate { get; set; }

    public DateTime? BillingCycleAnchor { get; set; }

    public SubscriptionBillingCycleAnchorConfigOptions BillingCycleAnchorConfig { get; set; }

    public SubscriptionBillingModeOptions BillingMode { get; set; }

    public List<SubscriptionBillingScheduleOptions> BillingSchedules { get; set; }

    public AnyOf<DateTime?, SubscriptionCancelAt> CancelAt { get; set; }

    public bool? CancelAtPeriodEnd { get; set; }

    public string CollectionMethod { get; set; }

    public string Currency { get; set; }

    public string Customer { get; set; }

    public string CustomerAccount { get; set; }

    public long? DaysUntilDue { get; set; }

    public string DefaultPaymentMethod { get; set; }

    public string DefaultSource { get; set; }

    [Emptyable]
    public List<string> DefaultTaxRates
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public string Description { get; set; }

    [Emptyable]
    public List<SubscriptionDiscountOptions> Discounts
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public SubscriptionInvoiceSettingsOptions InvoiceSettings { get; set; }

    public List<SubscriptionItemOptions> Items { get; set; }

    [Emptyable]
    public Dictionary<string, string> Metadata
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public bool? OffSession { get; set; }

    [Emptyable]
    public string OnBehalfOf
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public string PaymentBehavior { get; set; }

    public SubscriptionPaymentSettingsOptions PaymentSettings { get; set; }

    [Emptyable]
    public SubscriptionPendingInvoiceItemIntervalOptions PendingInvoiceItemInterval
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public string ProrationBehavior { get; set; }

    public AnyOf<DateTime?, SubscriptionTrialEnd> TrialEnd { get; set; }

    public bool? TrialFromPlan { get; set; }

    public long? TrialPeriodDays { get; set; }

    public SubscriptionTrialSettingsOptions TrialSettings { get; set; }
}
