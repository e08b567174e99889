using ClientForge.Billing.StripeSandbox.Tax;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>An invoice item: pending until an invoice takes it up. Amounts are minor units, times Unix seconds.</summary>
internal sealed record InvoiceItem : StripeObject, IOnTestClock
{
    /// <summary>Finds what waits for an invoice by customer.</summary>
    public const string PendingIndex = "pending";

    /// <summary>Finds what an invoice took up.</summary>
    public const string InvoiceIndex = "invoice";

    public override string Object => "invoiceitem";

    public required long Amount { get; init; }

    public required string Currency { get; init; }

    [Expandable("customer")]
    public required string Customer { get; init; }

    public string? CustomerAccount { get; init; }

    public required long Date { get; init; }

    public string? Description { get; init; }

    public required bool Discountable { get; init; }

    [Expandable("discount")]
    public IReadOnlyList<string> Discounts { get; init; } = [];

    [AbsentWhenNull]
    public IReadOnlyList<string>? FrozenFields { get; init; }

    [Expandable("invoice")]
    public string? Invoice { get; init; }

    public bool Livemode { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The amount after the item's own discounts; null while discounts may still be applied.</summary>
    public long? NetAmount { get; init; }

    public InvoiceItemParent? Parent { get; init; }

    public required LinePeriod Period { get; init; }

    public Pricing? Pricing { get; init; }

    public required bool Proration { get; init; }

    [AbsentWhenNull]
    public ItemProrationDetails? ProrationDetails { get; init; }

    public required long Quantity { get; init; }

    public string? QuantityDecimal { get; init; }

    public IReadOnlyList<TaxRate> TaxRates { get; init; } = [];

    [Expandable("test_helpers.test_clock")]
    public string? TestClock { get; init; }
}

internal sealed record InvoiceItemParent(ItemSubscriptionDetails SubscriptionDetails)
{
    public string Type { get; } = "subscription_details";
}

internal sealed record ItemSubscriptionDetails(string Subscription, [property: AbsentWhenNull] string? SubscriptionItem);

internal sealed record ItemProrationDetails(ItemCreditedItems? CreditedItems)
{
    public IReadOnlyList<DiscountAmount> DiscountAmounts { get; init; } = [];
}

/// <summary>What a credit gives back: lines of an invoice, or another pending item.</summary>
internal sealed record ItemCreditedItems(string Type)
{
    public string? InvoiceItem { get; init; }

    public CreditedInvoiceLines? InvoiceLineItemDetails { get; init; }
}

internal sealed record CreditedInvoiceLines(string Invoice, IReadOnlyList<string> InvoiceLineItems);
