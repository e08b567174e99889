using System.Text.Json.Serialization;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Tax;

/// <summary>The tax of a sale that somebody else invoices. Amounts in minor units, times in Unix seconds.</summary>
internal sealed record TaxCalculation : StripeObject
{
    public override string Object => "tax.calculation";

    public required long AmountTotal { get; init; }

    public required string Currency { get; init; }

    public string? Customer { get; init; }

    public required TaxCustomerDetails CustomerDetails { get; init; }

    public required long ExpiresAt { get; init; }

    public bool Livemode { get; init; }

    public ShipFrom? ShipFromDetails { get; init; }

    public string? ShippingCost { get; init; }

    public required long TaxAmountExclusive { get; init; }

    public required long TaxAmountInclusive { get; init; }

    public required IReadOnlyList<TaxBreakdown> TaxBreakdown { get; init; }

    public required long TaxDate { get; init; }

    /// <summary>Shown only when expanded.</summary>
    [Internal, JsonPropertyName("_line_items")]
    public required IReadOnlyList<TaxLine> LineItems { get; init; }
}

internal sealed record ShipFrom(Address Address);

internal sealed record TaxCustomerDetails
{
    public Address? Address { get; init; }

    /// <summary><c>billing</c> or <c>shipping</c>.</summary>
    public string? AddressSource { get; init; }

    public string? IpAddress { get; init; }

    public IReadOnlyList<TaxCustomerId> TaxIds { get; init; } = [];

    /// <summary><c>none</c>, <c>customer_exempt</c> or <c>reverse_charge</c>.</summary>
    public string TaxabilityOverride { get; init; } = "none";
}

internal sealed record TaxCustomerId(string Type, string Value);

internal sealed record TaxBreakdown(long Amount, bool Inclusive, TaxBreakdownRate TaxRateDetails, string TaxabilityReason, long TaxableAmount);

internal sealed record TaxBreakdownRate(string? Country, string PercentageDecimal, string? State, string? TaxType)
{
    public TaxFlatAmount? FlatAmount { get; init; }

    public string? RateType { get; init; } = "percentage";
}

internal sealed record TaxLine : StripeObject
{
    public override string Object => "tax.calculation_line_item";

    public required long Amount { get; init; }

    public required long AmountTax { get; init; }

    public bool Livemode { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    public string? Product { get; init; }

    public required long Quantity { get; init; }

    public required string Reference { get; init; }

    public required string TaxBehavior { get; init; }

    public required string TaxCode { get; init; }
}

/// <summary>A calculation that became a sale, or the reversal of one.</summary>
internal sealed record TaxTransaction : StripeObject
{
    public override string Object => "tax.transaction";

    public required long Created { get; init; }

    public required string Currency { get; init; }

    public string? Customer { get; init; }

    public required TaxCustomerDetails CustomerDetails { get; init; }

    public required StripeList<TaxTransactionLine> LineItems { get; init; }

    public bool Livemode { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    public required long PostedAt { get; init; }

    /// <summary>The caller's own name for it: unique.</summary>
    public required string Reference { get; init; }

    public TaxReversal? Reversal { get; init; }

    public ShipFrom? ShipFromDetails { get; init; }

    public string? ShippingCost { get; init; }

    public required long TaxDate { get; init; }

    /// <summary><c>transaction</c> or <c>reversal</c>.</summary>
    public required string Type { get; init; }
}

internal sealed record TaxReversal(string? OriginalTransaction);

internal sealed record TaxTransactionLine : StripeObject
{
    public override string Object => "tax.transaction_line_item";

    public required long Amount { get; init; }

    public required long AmountTax { get; init; }

    public bool Livemode { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    public string? Product { get; init; }

    public required long Quantity { get; init; }

    public required string Reference { get; init; }

    public TaxLineReversal? Reversal { get; init; }

    public required string TaxBehavior { get; init; }

    public required string TaxCode { get; init; }

    public required string Type { get; init; }
}

internal sealed record TaxLineReversal(string OriginalLineItem);

/// <summary>How the account is set up for tax: one fixed answer. It has no id.</summary>
internal sealed record TaxSettings
{
    public string Object { get; } = "tax.settings";

    public TaxDefaults Defaults { get; } = new(null, "txcd_10000000", "stripe");

    public ShipFrom HeadOffice { get; } = new(new Address { Country = "US", State = "CA" });

    public bool Livemode { get; }

    public string Status { get; } = "active";

    public IReadOnlyDictionary<string, object> StatusDetails { get; } = new Dictionary<string, object> { ["active"] = new Dictionary<string, string>() };
}

internal sealed record TaxDefaults(string? TaxBehavior, string TaxCode, string Provider);
