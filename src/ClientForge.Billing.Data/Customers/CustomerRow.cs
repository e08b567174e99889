namespace ClientForge.Billing.Data.Customers;

/// <summary>The projection of a tenant's Stripe customer.</summary>
public sealed record CustomerRow
{
    public required Guid TenantId { get; init; }

    public required Guid Id { get; init; }

    public required string StripeCustomerId { get; init; }

    public string? Email { get; init; }

    public string? Name { get; init; }

    /// <summary>What Stripe fixed it to with the first bill; null before.</summary>
    public string? Currency { get; init; }

    /// <summary>Minor units of <see cref="Currency"/>; negative is credit for the customer.</summary>
    public required long Balance { get; init; }

    public string? Line1 { get; init; }

    public string? Line2 { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    public string? PostalCode { get; init; }

    /// <summary>ISO 3166 alpha-2.</summary>
    public string? Country { get; init; }

    public string? TaxId { get; init; }

    /// <summary><c>none</c>, <c>exempt</c> or <c>reverse</c>.</summary>
    public required string TaxExempt { get; init; }

    public required bool Delinquent { get; init; }

    /// <summary>Stripe's id.</summary>
    public string? DefaultPaymentMethodId { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
