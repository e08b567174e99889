namespace ClientForge.Billing.Services.Customers;

/// <summary>A postal address; Stripe's fields.</summary>
public sealed record PostalAddress
{
    public string? Line1 { get; init; }

    public string? Line2 { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    public string? PostalCode { get; init; }

    /// <summary>ISO 3166 alpha-2.</summary>
    public string? Country { get; init; }
}

/// <summary>What is to change of a customer; null leaves as it is.</summary>
public sealed record CustomerChange
{
    public string? Email { get; init; }

    public string? Name { get; init; }

    /// <summary>Replaces the whole address.</summary>
    public PostalAddress? Address { get; init; }

    /// <summary>The empty string takes the tax id away.</summary>
    public string? TaxId { get; init; }
}
