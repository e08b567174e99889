using Stripe.Infrastructure;

namespace Stripe;

/// <summary>What a customer owes for a period or a sale. Amounts in the currency's minor unit, times in UTC.</summary>
public class Invoice : StripeEntity<Invoice>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public string AccountCountry { get; set; }

    public string AccountName { get; set; }

    [Expandable("account_tax_ids", Object = nameof(AccountTaxIds))]
    public List<string> AccountTaxIdIds { get; set; }

    public List<TaxId> AccountTaxIds { get; set; }

    public long AmountDue { get; set; }

    public long AmountOverpaid { get; set; }

    public long AmountPaid { get; set; }

    public long AmountPaidOffStripe { get; set; }

    public long AmountRemaining { get; set; }

    public long AmountShipping { get; set; }

    [Expandable("application")]
    public string ApplicationId { get; set; }

    public long AttemptCount { get; set; }

    public bool Attempted { get; set; }

    public bool AutoAdvance { get; set; }

    public InvoiceAutomaticTax AutomaticTax { get; set; }

    public DateTime? AutomaticallyFinalizesAt { get; set; }

    public string BillingReason { get; set; }

    public string CollectionMethod { get; set; }

    public InvoiceConfirmationSecret ConfirmationSecret { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    public string Currency { get; set; }

    public List<InvoiceCustomField> CustomFields { get; set; }

    [Expandable("customer", Object = nameof(Customer))]
    public string CustomerId { get => Customer?.Id ?? field; set; }

    public Customer Customer { get; set; }

    public string CustomerAccount { get; set; }

    public Address CustomerAddress { get; set; }

    public string CustomerEmail { get; set; }

    public string CustomerName { get; set; }

    public string CustomerPhone { get; set; }

    public Shipping CustomerShipping { get; set; }

    public string CustomerTaxExempt { get; set; }

    public List<InvoiceCustomerTaxId> CustomerTaxIds { get; set; }

    [Expandable("default_payment_method", Object = nameof(DefaultPaymentMethod))]
    public string DefaultPaymentMethodId { get => DefaultPaymentMethod?.Id ?? field; set; }

    public PaymentMethod DefaultPaymentMethod { get; set; }

    [Expandable("default_source")]
    public string DefaultSourceId { get; set; }

    public List<TaxRate> DefaultTaxRates { get; set; }

    public bool? Deleted { get; set; }

    public string Description { get; set; }

    [Expandable("discounts", Object = nameof(Discounts))]
    public List<string> DiscountIds { get; set; }

    public List<Discount> Discounts { get; set; }

    public DateTime? DueDate { get; set; }

    public DateTime? EffectiveAt { get; set; }

    public long? EndingBalance { get; set; }

    public string Footer { get; set; }

    public InvoiceFromInvoice FromInvoice { get; set; }

    public string HostedInvoiceUrl { get; set; }

    public string InvoicePdf { get; set; }

    public StripeError LastFinalizationError { get; set; }

    [Expandable("latest_revision", Object = nameof(LatestRevision))]
    public string LatestRevisionId { get => LatestRevision?.Id ?? field; set; }

    public Invoice LatestRevision { get; set; }

    public StripeList<InvoiceLineItem> Lines { get; set; }

    public bool Livemode { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public DateTime? NextPaymentAttempt { get; set; }

    public string Number { get; set; }

    [Expandable("on_behalf_of")]
    public string OnBehalfOfId { get; set; }

    public InvoiceParent Parent { get; set; }

    public InvoicePaymentSettings PaymentSettings { get; set; }

    public StripeList<InvoicePayment> Payments { get; set; }

    public DateTime PeriodEnd { get; set; } = DateTime.UnixEpoch;

    public DateTime PeriodStart { get; set; } = DateTime.UnixEpoch;

    public long PostPaymentCreditNotesAmount { get; set; }

    public long PrePaymentCreditNotesAmount { get; set; }

    public string ReceiptNumber { get; set; }

    public long StartingBalance { get; set; }

    public string StatementDescriptor { get; set; }

    public string Status { get; set; }

    public InvoiceStatusTransitions StatusTransitions { get; set; }

    public long Subtotal { get; set; }

    public long? SubtotalExcludingTax { get; set; }

    [Expandable("test_clock", Object = nameof(TestClock))]
    public string TestClockId { get => TestClock?.Id ?? field; set; }

    public TestHelpers.TestClock TestClock { get; set; }

    public InvoiceThresholdReason ThresholdReason { get; set; }

    public long Total { get; set; }

    public List<InvoiceDiscountAmount> TotalDiscountAmounts { get; set; }

    public long? TotalExcludingTax { get; set; }

    public List<InvoiceTotalPretaxCreditAmount> TotalPretaxCreditAmounts { get; set; }

    public List<InvoiceTotalTax> TotalTaxes { get; set; }

    public DateTime? WebhooksDeliveredAt { get; set; }
}

public class InvoiceAutomaticTax : StripeEntity<InvoiceAutomaticTax>
{
    public string DisabledReason { get; set; }

    public bool Enabled { get; set; }

    public InvoiceAutomaticTaxLiability Liability { get; set; }

    public string Provider { get; set; }

    public string Status { get; set; }
}

public class InvoiceAutomaticTaxLiability : StripeEntity<InvoiceAutomaticTaxLiability>
{
    [Expandable("account")]
    public string AccountId { get; set; }

    public string Type { get; set; }
}

public class InvoiceConfirmationSecret : StripeEntity<InvoiceConfirmationSecret>
{
    public string ClientSecret { get; set; }

    public string Type { get; set; }
}

public class InvoiceCustomField : StripeEntity<InvoiceCustomField>
{
    public string Name { get; set; }

    public string Value { get; set; }
}

public class InvoiceCustomerTaxId : StripeEntity<InvoiceCustomerTaxId>
{
    public string Type { get; set; }

    public string Value { get; set; }
}

public class InvoiceDiscountAmount : StripeEntity<InvoiceDiscountAmount>
{
    public long Amount { get; set; }

    [Expandable("discount", Object = nameof(Discount))]
    public string DiscountId { get => Discount?.Id ?? field; set; }

    public Discount Discount { get; set; }
}

public class InvoiceFromInvoice : StripeEntity<InvoiceFromInvoice>
{
    public string Action { get; set; }

    [Expandable("invoice", Object = nameof(Invoice))]
    public string InvoiceId { get => Invoice?.Id ?? field; set; }

    public Invoice Invoice { get; set; }
}

public class InvoiceParent : StripeEntity<InvoiceParent>
{
    public InvoiceParentSubscriptionDetails SubscriptionDetails { get; set; }

    public string Type { get; set; }
}

public class InvoiceParentSubscriptionDetails : StripeEntity<InvoiceParentSubscriptionDetails>, IHasMetadata
{
    public Dictionary<string, string> Metadata { get; set; }

    [Expandable("subscription", Object = nameof(Subscription))]
    public string SubscriptionId { get => Subscription?.Id ?? field; set; }

    public Subscription Subscription { get; set; }

    public DateTime SubscriptionProrationDate { get; set; } = DateTime.UnixEpoch;
}

public class InvoicePaymentSettings : StripeEntity<InvoicePaymentSettings>
{
    public string DefaultMandate { get; set; }

    public List<string> PaymentMethodTypes { get; set; }
}

public class InvoiceScheduleDetailsPhaseEndDate : StringEnum
{
    public static readonly InvoiceScheduleDetailsPhaseEndDate Now = new("now");

    private InvoiceScheduleDetailsPhaseEndDate(string value)
        : base(value)
    {
    }
}

public class InvoiceScheduleDetailsPhaseStartDate : StringEnum
{
    public static readonly InvoiceScheduleDetailsPhaseStartDate Now = new("now");

    private InvoiceScheduleDetailsPhaseStartDate(string value)
        : base(value)
    {
    }
}
