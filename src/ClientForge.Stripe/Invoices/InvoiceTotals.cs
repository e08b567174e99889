using Stripe.Infrastructure;

namespace Stripe;

public class InvoiceScheduleDetailsPhaseTrialEnd : StringEnum
{
    public static readonly InvoiceScheduleDetailsPhaseTrialEnd Now = new("now");

    private InvoiceScheduleDetailsPhaseTrialEnd(string value)
        : base(value)
    {
    }
}

public class InvoiceStatusTransitions : StripeEntity<InvoiceStatusTransitions>
{
    public DateTime? FinalizedAt { get; set; }

    public DateTime? MarkedUncollectibleAt { get; set; }

    public DateTime? PaidAt { get; set; }

    public DateTime? VoidedAt { get; set; }
}

public class InvoiceSubscriptionDetailsBillingCycleAnchor : StringEnum
{
    public static readonly InvoiceSubscriptionDetailsBillingCycleAnchor Now = new("now");

    public static readonly InvoiceSubscriptionDetailsBillingCycleAnchor Unchanged = new("unchanged");

    private InvoiceSubscriptionDetailsBillingCycleAnchor(string value)
        : base(value)
    {
    }
}

public class InvoiceSubscriptionDetailsCancelAt : StringEnum
{
    public static readonly InvoiceSubscriptionDetailsCancelAt MaxBilledUntil = new("max_billed_until");

    public static readonly InvoiceSubscriptionDetailsCancelAt MaxPeriodEnd = new("max_period_end");

    public static readonly InvoiceSubscriptionDetailsCancelAt MinPeriodEnd = new("min_period_end");

    private InvoiceSubscriptionDetailsCancelAt(string value)
        : base(value)
    {
    }
}

public class InvoiceSubscriptionDetailsTrialEnd : StringEnum
{
    public static readonly InvoiceSubscriptionDetailsTrialEnd Now = new("now");

    private InvoiceSubscriptionDetailsTrialEnd(string value)
        : base(value)
    {
    }
}

public class InvoiceThresholdReason : StripeEntity<InvoiceThresholdReason>
{
    public long? AmountGte { get; set; }

    public List<InvoiceThresholdReasonItemReason> ItemReasons { get; set; }
}

public class InvoiceThresholdReasonItemReason : StripeEntity<InvoiceThresholdReasonItemReason>
{
    public List<string> LineItemIds { get; set; }

    public long UsageGte { get; set; }
}

public class InvoiceTotalPretaxCreditAmount : StripeEntity<InvoiceTotalPretaxCreditAmount>
{
    public long Amount { get; set; }

    [Expandable("credit_balance_transaction", Object = nameof(CreditBalanceTransaction))]
    public string CreditBalanceTransactionId { get => CreditBalanceTransaction?.Id ?? field; set; }

    public Billing.CreditBalanceTransaction CreditBalanceTransaction { get; set; }

    [Expandable("discount", Object = nameof(Discount))]
    public string DiscountId { get => Discount?.Id ?? field; set; }

    public Discount Discount { get; set; }

    public string Type { get; set; }
}

public class InvoiceTotalTax : StripeEntity<InvoiceTotalTax>
{
    public long Amount { get; set; }

    public string TaxBehavior { get; set; }

    public InvoiceTotalTaxTaxRateDetails TaxRateDetails { get; set; }

    public string TaxabilityReason { get; set; }

    public long? TaxableAmount { get; set; }

    public string Type { get; set; }
}

public class InvoiceTotalTaxTaxRateDetails : StripeEntity<InvoiceTotalTaxTaxRateDetails>
{
    [Expandable("tax_rate", Object = nameof(TaxRate))]
    public string TaxRateId { get => TaxRate?.Id ?? field; set; }

    public TaxRate TaxRate { get; set; }
}
