using Stripe.Infrastructure;

namespace Stripe;

public class SubscriptionUpdateOptions : BaseOptions, IHasMetadata
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

    public SubscriptionBillingCycleAnchor BillingCycleAnchor { get; set; }

    [Emptyable]
    public List<SubscriptionBillingScheduleOptions> BillingSchedules
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    [Emptyable]
    public AnyOf<DateTime?, SubscriptionCancelAt> CancelAt
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public bool? CancelAtPeriodEnd { get; set; }

    public SubscriptionCancellationDetailsOptions CancellationDetails { get; set; }

    public string CollectionMethod { get; set; }

    public long? DaysUntilDue { get; set; }

    public string DefaultPaymentMethod { get; set; }

    [Emptyable]
    public string DefaultSource
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

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

    [Emptyable]
    public string Description
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

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

    [Emptyable]
    public SubscriptionPauseCollectionOptions PauseCollection
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

    public DateTime? ProrationDate { get; set; }

    public AnyOf<DateTime?, SubscriptionTrialEnd> TrialEnd { get; set; }

    public bool? TrialFromPlan { get; set; }

    public SubscriptionTrialSettingsOptions TrialSettings { get; set; }
}
