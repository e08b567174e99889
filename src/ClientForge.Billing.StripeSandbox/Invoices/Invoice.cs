using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Tax;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>An invoice. Amounts are minor units, times Unix seconds.</summary>
internal sealed record Invoice : StripeObject, IOnTestClock
{
    /// <summary>Finds a subscription's invoices.</summary>
    public const string SubscriptionIndex = "subscription";

    /// <summary>Finds a customer's invoices.</summary>
    public const string CustomerIndex = "customer";

    public override string Object => "invoice";

    public string AccountCountry { get; init; } = "US";

    public string AccountName { get; init; } = "Sandbox";

    public IReadOnlyList<string>? AccountTaxIds { get; init; }

    public long AmountDue { get; init; }

    public long AmountOverpaid { get; init; }

    public long AmountPaid { get; init; }

    public long AmountRemaining { get; init; }

    public long AmountShipping { get; init; }

    public string? Application { get; init; }

    public long AttemptCount { get; init; }

    public bool Attempted { get; init; }

    public bool AutoAdvance { get; init; }

    public InvoiceAutomaticTax AutomaticTax { get; init; } = new(false);

    public long? AutomaticallyFinalizesAt { get; init; }

    public required string BillingReason { get; init; }

    public required string CollectionMethod { get; init; }

    public required long Created { get; init; }

    public required string Currency { get; init; }

    public IReadOnlyList<CustomField>? CustomFields { get; init; }

    [Expandable("customer")]
    public required string Customer { get; init; }

    public string? CustomerAccount { get; init; }

    public Address? CustomerAddress { get; init; }

    public string? CustomerEmail { get; init; }

    public string? CustomerName { get; init; }

    public string? CustomerPhone { get; init; }

    public Shipping? CustomerShipping { get; init; }

    public string CustomerTaxExempt { get; init; } = "none";

    public IReadOnlyList<CustomerTaxId> CustomerTaxIds { get; init; } = [];

    [Expandable("payment_method")]
    public string? DefaultPaymentMethod { get; init; }

    public string? DefaultSource { get; init; }

    public IReadOnlyList<TaxRate> DefaultTaxRates { get; init; } = [];

    public string? Description { get; init; }

    [Expandable("discount")]
    public IReadOnlyList<string> Discounts { get; init; } = [];

    public long? DueDate { get; init; }

    public long? EffectiveAt { get; init; }

    public long? EndingBalance { get; init; }

    public string? Footer { get; init; }

    public FromInvoice? FromInvoice { get; init; }

    public string? HostedInvoiceUrl { get; init; }

    public string? InvoicePdf { get; init; }

    public Issuer Issuer { get; init; } = Issuer.Self;

    public FinalizationError? LastFinalizationError { get; init; }

    [Expandable("invoice")]
    public string? LatestRevision { get; init; }

    public required StripeList<InvoiceLine> Lines { get; init; }

    public bool Livemode { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public long? NextPaymentAttempt { get; init; }

    public string? Number { get; init; }

    public string? OnBehalfOf { get; init; }

    public InvoiceParent? Parent { get; init; }

    public InvoicePaymentSettings PaymentSettings { get; init; } = new();

    public required long PeriodEnd { get; init; }

    public required long PeriodStart { get; init; }

    public long PostPaymentCreditNotesAmount { get; init; }

    public long PrePaymentCreditNotesAmount { get; init; }

    public string? ReceiptNumber { get; init; }

    public string? Rendering { get; init; }

    public string? ShippingCost { get; init; }

    public string? ShippingDetails { get; init; }

    public long StartingBalance { get; init; }

    public string? StatementDescriptor { get; init; }

    public required string Status { get; init; }

    public StatusTransitions StatusTransitions { get; init; } = new();

    public long Subtotal { get; init; }

    public long SubtotalExcludingTax { get; init; }

    [Expandable("test_helpers.test_clock")]
    public string? TestClock { get; init; }

    public long Total { get; init; }

    public IReadOnlyList<DiscountAmount> TotalDiscountAmounts { get; init; } = [];

    public long TotalExcludingTax { get; init; }

    public IReadOnlyList<PretaxCredit> TotalPretaxCreditAmounts { get; init; } = [];

    public IReadOnlyList<TaxAmount> TotalTaxes { get; init; } = [];

    public long? WebhooksDeliveredAt { get; init; }

    /// <summary>Days from finalization to the due date of an invoice that is sent.</summary>
    [Internal]
    public long? DaysUntilDue { get; init; }

    /// <summary><c>invoice.will_be_due</c> was emitted.</summary>
    [Internal]
    public bool DueNoticed { get; init; }

    /// <summary><c>invoice.overdue</c> was emitted.</summary>
    [Internal]
    public bool OverdueNoticed { get; init; }

    /// <summary>The metered items and periods this invoice bills, whether or not there was usage when it was drafted.</summary>
    [Internal]
    public IReadOnlyList<MeteredPeriod> MeteredItems { get; init; } = [];

    /// <summary>The subscription this invoice belongs to.</summary>
    public string? SubscriptionId() => Parent?.SubscriptionDetails.Subscription;
}
