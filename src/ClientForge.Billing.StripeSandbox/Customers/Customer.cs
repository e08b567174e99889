using System.Text.Json.Serialization;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Customers;

/// <summary>Who is billed. Amounts are in minor units of <see cref="Currency"/>.</summary>
internal sealed record Customer : StripeObject, IOnTestClock, IMayBeDeleted
{
    public override string Object => "customer";

    public Address? Address { get; init; }

    /// <summary>What the customer owes; negative is credit.</summary>
    public long Balance { get; init; }

    public required long Created { get; init; }

    /// <summary>Fixed by the first billing activity.</summary>
    public string? Currency { get; init; }

    public string? CustomerAccount { get; init; }

    [Expandable("payment_method")]
    public string? DefaultSource { get; init; }

    public bool Delinquent { get; init; }

    public string? Description { get; init; }

    public Discounts.Discount? Discount { get; init; }

    public string? Email { get; init; }

    public required string InvoicePrefix { get; init; }

    public InvoiceSettings InvoiceSettings { get; init; } = new();

    public bool Livemode { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public string? Name { get; init; }

    /// <summary>Number of the next invoice.</summary>
    public long NextInvoiceSequence { get; init; } = 1;

    public string? Phone { get; init; }

    public IReadOnlyList<string> PreferredLocales { get; init; } = [];

    public Shipping? Shipping { get; init; }

    /// <summary><c>none</c>, <c>exempt</c> or <c>reverse</c>.</summary>
    public string TaxExempt { get; init; } = "none";

    [Expandable("test_helpers.test_clock")]
    public string? TestClock { get; init; }

    /// <summary>Credit in each currency in minor units; absent while there never was any.</summary>
    [AbsentWhenNull]
    public IReadOnlyDictionary<string, long>? InvoiceCreditBalance { get; init; }

    /// <summary>Where the customer was last seen on the network; shown in <c>tax</c>.</summary>
    [Internal]
    public string? TaxIpAddress { get; init; }

    [Internal]
    public bool IsDeleted { get; init; }
}

internal sealed record InvoiceSettings
{
    public IReadOnlyList<CustomField>? CustomFields { get; init; }

    [Expandable("payment_method")]
    public string? DefaultPaymentMethod { get; init; }

    public string? Footer { get; init; }

    public RenderingOptions? RenderingOptions { get; init; }
}

internal sealed record CustomField(string Name, string Value);

internal sealed record RenderingOptions(string? AmountTaxDisplay, string? Template);

internal sealed record Address
{
    public string? City { get; init; }

    public string? Country { get; init; }

    [JsonPropertyName("line1")]
    public string? Line1 { get; init; }

    [JsonPropertyName("line2")]
    public string? Line2 { get; init; }

    public string? PostalCode { get; init; }

    public string? State { get; init; }
}

internal sealed record Shipping(Address Address, string? Name, string? Phone);
