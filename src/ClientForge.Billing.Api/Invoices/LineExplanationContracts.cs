using ClientForge.Billing.Services.Invoices;

namespace ClientForge.Billing.Api.Invoices;

/// <summary>Why a line is what it is. Amounts are minor units of the invoice's currency.</summary>
public sealed record LineExplanationResponse
{
    public required InvoiceLineResponse Line { get; init; }

    /// <summary>
    /// <c>seats</c>, <c>unused_time</c> (given back), <c>remaining_time</c> (charged for the rest of a period), <c>usage</c>,
    /// <c>trial</c> or <c>manual</c>.
    /// </summary>
    public required string Kind { get; init; }

    public ExplainedPrice? Price { get; init; }

    /// <summary>Seats and plan from instant to instant, oldest first, up to the invoice.</summary>
    public required IReadOnlyList<QuantityStep> QuantityHistory { get; init; }

    /// <summary>For time given back or charged in part: how many seconds of which period.</summary>
    public ProratedPart? Proration { get; init; }

    public ExplainedDiscount? Discount { get; init; }

    /// <summary>The same in sentences.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }

    public static LineExplanationResponse Of(LineExplanation said) => new()
    {
        Line = InvoiceLineResponse.Of(said.Line),
        Kind = said.Kind,
        Price = said.Price,
        QuantityHistory = said.QuantityHistory,
        Proration = said.Proration,
        Discount = said.Discount,
        Sentences = said.Sentences,
    };
}
