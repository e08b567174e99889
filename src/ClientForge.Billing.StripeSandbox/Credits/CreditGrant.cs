using System.Text.Json.Serialization;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Credits;

/// <summary>An amount of money in a currency; <paramref name="Value"/> in minor units.</summary>
internal sealed record Monetary(string Currency, long Value);

internal sealed record CreditAmount(Monetary Monetary)
{
    public string Type { get; } = "monetary";

    public static CreditAmount Of(string currency, long value) => new(new Monetary(currency, value));
}

/// <summary>Prepaid or given credit that pays metered usage. Times are Unix seconds.</summary>
internal sealed record CreditGrant : StripeObject, IOnTestClock
{
    /// <summary>Finds the grants of a customer.</summary>
    public const string CustomerIndex = "customer";

    public override string Object => "billing.credit_grant";

    public required CreditAmount Amount { get; init; }

    public required Applicability ApplicabilityConfig { get; init; }

    /// <summary><c>paid</c> or <c>promotional</c>.</summary>
    public required string Category { get; init; }

    public required long Created { get; init; }

    [Expandable("customer")]
    public required string Customer { get; init; }

    public string? CustomerAccount { get; init; }

    public required long? EffectiveAt { get; init; }

    public long? ExpiresAt { get; init; }

    public bool Livemode { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public string? Name { get; init; }

    /// <summary>0 is used first, 100 last.</summary>
    public long Priority { get; init; } = 50;

    [Expandable("test_helpers.test_clock")]
    public string? TestClock { get; init; }

    public required long Updated { get; init; }

    public long? VoidedAt { get; init; }

    /// <summary>What is left, in minor units.</summary>
    [Internal]
    public required long Left { get; init; }

    /// <summary>The grant can pay at <paramref name="now"/>.</summary>
    public bool IsUsable(long now) => VoidedAt is null && Left > 0 && EffectiveAt <= now && !(ExpiresAt <= now);
}

internal sealed record Applicability(CreditScope Scope);

/// <summary>What a grant pays: every metered price, or the named ones.</summary>
internal sealed record CreditScope([property: AbsentWhenNull] string? PriceType, [property: AbsentWhenNull] IReadOnlyList<ScopedPrice>? Prices)
{
    public bool Covers(string price) => Prices is null || Prices.Any(scoped => scoped.Id == price);
}

internal sealed record ScopedPrice(string Id);

/// <summary>A movement of a grant. Times are Unix seconds.</summary>
internal sealed record CreditBalanceTransaction : StripeObject, IOnTestClock
{
    /// <summary>Finds the movements of a customer's grants.</summary>
    public const string CustomerIndex = "customer";

    /// <summary>Finds what an invoice took.</summary>
    public const string InvoiceIndex = "invoice";

    public override string Object => "billing.credit_balance_transaction";

    public required long Created { get; init; }

    public CreditMovement? Credit { get; init; }

    [Expandable("billing.credit_grant")]
    public required string CreditGrant { get; init; }

    public DebitMovement? Debit { get; init; }

    public required long EffectiveAt { get; init; }

    public bool Livemode { get; init; }

    [Expandable("test_helpers.test_clock")]
    public string? TestClock { get; init; }

    public string Type => Credit is null ? "debit" : "credit";

    [Internal, JsonPropertyName("_customer")]
    public required string Customer { get; init; }
}

/// <summary><paramref name="Type"/> is <c>credits_granted</c> or <c>credits_application_invoice_voided</c>.</summary>
internal sealed record CreditMovement(CreditAmount Amount, string Type)
{
    public CreditedLine? CreditsApplicationInvoiceVoided { get; init; }
}

/// <summary><paramref name="Type"/> is <c>credits_applied</c>, <c>credits_expired</c> or <c>credits_voided</c>.</summary>
internal sealed record DebitMovement(CreditAmount Amount, string Type)
{
    public CreditedLine? CreditsApplied { get; init; }
}

internal sealed record CreditedLine([property: Expandable("invoice")] string Invoice, string InvoiceLineItem);
