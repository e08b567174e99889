using System.Text.Json.Serialization;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>A card or bank account; a card number is never kept, only which test card it was.</summary>
internal sealed record PaymentMethod : StripeObject, IOnTestClock
{
    public override string Object => "payment_method";

    public string AllowRedisplay { get; init; } = "unspecified";

    public required BillingDetails BillingDetails { get; init; }

    [AbsentWhenNull]
    public CardDetails? Card { get; init; }

    public required long Created { get; init; }

    [Expandable("customer")]
    public string? Customer { get; init; }

    public string? CustomerAccount { get; init; }

    public bool Livemode { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    [AbsentWhenNull]
    public SepaDebitDetails? SepaDebit { get; init; }

    /// <summary><c>card</c>, <c>sepa_debit</c> or <c>us_bank_account</c>.</summary>
    public required string Type { get; init; }

    [AbsentWhenNull]
    public UsBankAccountDetails? UsBankAccount { get; init; }

    /// <summary>Name of the row in the table of test instruments that says how it behaves.</summary>
    [Internal]
    public required string Instrument { get; init; }

    /// <summary>The bank has been asked and remembers: later off-session charges need no authentication.</summary>
    [Internal]
    public bool SetUpForOffSession { get; init; }

    /// <summary>It was attached once and detached; it cannot be used again.</summary>
    [Internal]
    public bool WasDetached { get; init; }

    /// <summary>A clone of a test token.</summary>
    [Internal]
    public bool IsOfToken { get; init; }

    /// <summary>Its owner has proven a US bank account by micro-deposits.</summary>
    [Internal]
    public bool IsBankVerified { get; init; }

    /// <summary>How often its owner has told wrong micro-deposits.</summary>
    [Internal]
    public int VerificationMisses { get; init; }

    [Internal, JsonPropertyName("_test_clock")]
    public string? TestClock { get; init; }
}

internal sealed record BillingDetails
{
    public Address Address { get; init; } = new();

    public string? Email { get; init; }

    public string? Name { get; init; }

    public string? Phone { get; init; }

    public string? TaxId { get; init; }
}

internal sealed record CardDetails
{
    public required string Brand { get; init; }

    public required CardChecks Checks { get; init; }

    public required string Country { get; init; }

    public required string DisplayBrand { get; init; }

    public required long ExpMonth { get; init; }

    public required long ExpYear { get; init; }

    public required string Fingerprint { get; init; }

    public required string Funding { get; init; }

    public string? GeneratedFrom { get; init; }

    [JsonPropertyName("last4")]
    public required string Last4 { get; init; }

    public required CardNetworks Networks { get; init; }

    public string RegulatedStatus { get; init; } = "unregulated";

    [JsonPropertyName("three_d_secure_usage")]
    public required ThreeDSecureUsage ThreeDSecureUsage { get; init; }

    public string? Wallet { get; init; }
}

internal sealed record CardChecks
{
    [JsonPropertyName("address_line1_check")]
    public string? AddressLine1Check { get; init; }

    public string? AddressPostalCodeCheck { get; init; }

    public string? CvcCheck { get; init; }
}

internal sealed record CardNetworks(IReadOnlyList<string> Available, string? Preferred);

internal sealed record ThreeDSecureUsage(bool Supported);

internal sealed record SepaDebitDetails
{
    public string? BankCode { get; init; }

    public string? BranchCode { get; init; }

    public required string Country { get; init; }

    public required string Fingerprint { get; init; }

    public GeneratedFrom GeneratedFrom { get; init; } = new(null, null);

    [JsonPropertyName("last4")]
    public required string Last4 { get; init; }
}

internal sealed record GeneratedFrom(string? Charge, string? SetupAttempt);

internal sealed record UsBankAccountDetails
{
    public required string AccountHolderType { get; init; }

    public required string AccountType { get; init; }

    public string BankName { get; init; } = "STRIPE TEST BANK";

    public string? FinancialConnectionsAccount { get; init; }

    public required string Fingerprint { get; init; }

    [JsonPropertyName("last4")]
    public required string Last4 { get; init; }

    public BankNetworks Networks { get; init; } = new("ach", ["ach"]);

    public required string RoutingNumber { get; init; }

    public string? StatusDetails { get; init; }
}

internal sealed record BankNetworks(string Preferred, IReadOnlyList<string> Supported);
