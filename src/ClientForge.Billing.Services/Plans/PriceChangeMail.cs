namespace ClientForge.Billing.Services.Plans;

/// <summary>What the mail about a move to a plan's new prices says. Totals are minor units of <see cref="Currency"/>, tax included.</summary>
public sealed record PriceChangeMail
{
    public const string Template = "price_change";

    public string? CustomerName { get; init; }

    public required string PlanName { get; init; }

    public required long OldTotal { get; init; }

    public required long NewTotal { get; init; }

    public required string Currency { get; init; }

    public required DateTimeOffset EffectiveAt { get; init; }

    public required DateTimeOffset NextInvoiceAt { get; init; }

    /// <summary>The old price is back.</summary>
    public bool IsTakenBack { get; init; }
}
