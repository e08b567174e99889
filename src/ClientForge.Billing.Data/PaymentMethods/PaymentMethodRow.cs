namespace ClientForge.Billing.Data.PaymentMethods;

/// <summary>The projection of a Stripe payment method. The card columns hold ciphertext, bound to this row.</summary>
public sealed record PaymentMethodRow
{
    public required Guid TenantId { get; init; }

    public required Guid Id { get; init; }

    public required string StripePaymentMethodId { get; init; }

    public required string StripeCustomerId { get; init; }

    /// <summary>Stripe's word: <c>card</c>, <c>sepa_debit</c>, <c>us_bank_account</c>, …</summary>
    public required string Type { get; init; }

    /// <summary>Ciphertext.</summary>
    public string? CardBrand { get; init; }

    /// <summary>Ciphertext.</summary>
    public string? CardLast4 { get; init; }

    /// <summary>Ciphertext.</summary>
    public string? CardExpMonth { get; init; }

    /// <summary>Ciphertext.</summary>
    public string? CardExpYear { get; init; }

    public required bool IsDefault { get; init; }

    /// <summary><c>active</c>, <c>expired</c> or <c>detached</c>.</summary>
    public required string Status { get; init; }

    public DateTimeOffset? DetachedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
