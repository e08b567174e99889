using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>A line of an invoice. Amounts are minor units, times Unix seconds.</summary>
internal sealed record InvoiceLine : StripeObject
{
    public override string Object => "line_item";

    /// <summary>Before the invoice's own discounts and before tax; the item's discounts are taken off.</summary>
    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<DiscountAmount> DiscountAmounts { get; init; } = [];

    public required bool Discountable { get; init; }

    [Expandable("discount")]
    public IReadOnlyList<string> Discounts { get; init; } = [];

    public required string Invoice { get; init; }

    public bool Livemode { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public required LineParent Parent { get; init; }

    public required LinePeriod Period { get; init; }

    public IReadOnlyList<PretaxCredit> PretaxCreditAmounts { get; init; } = [];

    public Pricing? Pricing { get; init; }

    public long? Quantity { get; init; }

    public string? QuantityDecimal { get; init; }

    public string? Subscription { get; init; }

    /// <summary>Before any discount and tax.</summary>
    public required long Subtotal { get; init; }

    public IReadOnlyList<TaxAmount> Taxes { get; init; } = [];

    /// <summary>The rates that make <see cref="Taxes"/>; null for those of the invoice.</summary>
    [Internal]
    public IReadOnlyList<string>? OwnTaxRates { get; init; }
}

internal sealed record LinePeriod(long Start, long End);

internal sealed record Pricing(PriceDetails? PriceDetails, string? UnitAmountDecimal)
{
    public string Type { get; } = "price_details";
}

internal sealed record PriceDetails([property: Expandable("price")] string Price, string Product);

/// <summary>Where a line comes from: exactly one of the two details is set.</summary>
internal sealed record LineParent
{
    public InvoiceItemDetails? InvoiceItemDetails { get; init; }

    public SubscriptionItemDetails? SubscriptionItemDetails { get; init; }

    public string Type => InvoiceItemDetails is null ? "subscription_item_details" : "invoice_item_details";
}

internal sealed record InvoiceItemDetails
{
    public required string InvoiceItem { get; init; }

    public required bool Proration { get; init; }

    public ProrationDetails? ProrationDetails { get; init; }

    public string? Subscription { get; init; }
}

internal sealed record SubscriptionItemDetails
{
    public string? InvoiceItem { get; init; }

    public required bool Proration { get; init; }

    public ProrationDetails? ProrationDetails { get; init; }

    public required string Subscription { get; init; }

    public required string SubscriptionItem { get; init; }
}

internal sealed record ProrationDetails(CreditedItems? CreditedItems);

/// <summary>What a credit gives back.</summary>
internal sealed record CreditedItems(string? Invoice, IReadOnlyList<string> InvoiceLineItems);
