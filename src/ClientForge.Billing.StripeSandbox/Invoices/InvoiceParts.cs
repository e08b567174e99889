using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>The words of <c>invoice.status</c>.</summary>
internal static class InvoiceStatus
{
    public const string Draft = "draft";
    public const string Open = "open";
    public const string Paid = "paid";
    public const string Uncollectible = "uncollectible";
    public const string Void = "void";
}

/// <summary>The words of <c>invoice.billing_reason</c> that the sandbox uses.</summary>
internal static class BillingReasons
{
    public const string Manual = "manual";
    public const string SubscriptionCreate = "subscription_create";
    public const string SubscriptionCycle = "subscription_cycle";
    public const string SubscriptionUpdate = "subscription_update";
    public const string Upcoming = "upcoming";
}

internal sealed record InvoiceAutomaticTax(bool Enabled)
{
    public string? DisabledReason { get; init; }

    public TaxLiability? Liability { get; init; }

    public string? Provider { get; init; }

    /// <summary><c>complete</c>, <c>failed</c> or <c>requires_location_inputs</c>; null while it is off.</summary>
    public string? Status { get; init; }

    public InvoiceAutomaticTax Computed(string status) => this with { Liability = Liability ?? new("self"), Provider = "stripe", Status = status };
}

/// <summary>Why an invoice could not be finalized.</summary>
internal sealed record FinalizationError(string Code, string Message)
{
    public string DocUrl { get; } = "https://stripe.com/docs/error-codes/" + Code.Replace('_', '-');

    public string Type { get; } = "invalid_request_error";
}

internal sealed record CustomerTaxId(string Type, string Value);

internal sealed record FromInvoice(string Action, string Invoice);

/// <summary>Which subscription made the invoice.</summary>
internal sealed record InvoiceParent(InvoiceSubscriptionDetails SubscriptionDetails)
{
    public string? QuoteDetails { get; init; }

    public string Type { get; } = "subscription_details";
}

internal sealed record InvoiceSubscriptionDetails
{
    /// <summary>The subscription's metadata as it was at finalization.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    [Expandable("subscription")]
    public required string Subscription { get; init; }

    [AbsentWhenNull]
    public long? SubscriptionProrationDate { get; init; }
}

internal sealed record InvoicePaymentSettings
{
    public string? DefaultMandate { get; init; }

    public IReadOnlyDictionary<string, object>? PaymentMethodOptions { get; init; }

    public IReadOnlyList<string>? PaymentMethodTypes { get; init; }
}

internal sealed record StatusTransitions
{
    public long? FinalizedAt { get; init; }

    public long? MarkedUncollectibleAt { get; init; }

    public long? PaidAt { get; init; }

    public long? VoidedAt { get; init; }
}

internal sealed record DiscountAmount(long Amount, [property: Expandable("discount")] string Discount);

internal sealed record PretaxCredit(long Amount, string Type, [property: Expandable("discount"), AbsentWhenNull] string? Discount)
{
    [AbsentWhenNull, Expandable("billing.credit_balance_transaction")]
    public string? CreditBalanceTransaction { get; init; }

    public static PretaxCredit OfGrant(long amount, string transaction) =>
        new(amount, "credit_balance_transaction", null) { CreditBalanceTransaction = transaction };
}

/// <summary>One tax rate's part; amounts in minor units.</summary>
internal sealed record TaxAmount
{
    public required long Amount { get; init; }

    /// <summary><c>exclusive</c> or <c>inclusive</c>.</summary>
    public required string TaxBehavior { get; init; }

    public required TaxRateDetails TaxRateDetails { get; init; }

    public required string TaxabilityReason { get; init; }

    public required long TaxableAmount { get; init; }

    public string Type { get; } = "tax_rate_details";
}

internal sealed record TaxRateDetails(string TaxRate);

/// <summary>A metered item whose usage in [Start, End) an invoice bills, at the terms in force then.</summary>
internal sealed record MeteredPeriod(SubscriptionItem Terms, long Start, long End)
{
    public string Item => Terms.Id;
}
