using System.Globalization;
using ClientForge.Billing.Data.Invoices;
using ClientForge.Billing.Data.Plans;

namespace ClientForge.Billing.Services.Invoices;

/// <summary>The price that a line was made with. Amounts are minor units.</summary>
public sealed record ExplainedPrice
{
    public required Guid PlanId { get; init; }

    public required string PlanName { get; init; }

    /// <summary>The plan's version with which the price came.</summary>
    public required int PlanVersion { get; init; }

    /// <summary>The plan's version on sale today.</summary>
    public required int CurrentPlanVersion { get; init; }

    public required string Currency { get; init; }

    /// <summary><c>month</c> or <c>year</c>.</summary>
    public required string Interval { get; init; }

    /// <summary>A seat's; null for a metered price.</summary>
    public long? UnitAmount { get; init; }

    /// <summary>For a metered price: what costs nothing.</summary>
    public long? Included { get; init; }

    /// <summary>For a metered price without tiers: a unit above, as a decimal string.</summary>
    public string? UnitAmountDecimal { get; init; }

    /// <summary>For a metered price with tiers: bands above what is included.</summary>
    public IReadOnlyList<MeterTier>? Tiers { get; init; }
}

/// <summary>How many seats there were from an instant on, and whose doing it was.</summary>
public sealed record QuantityStep(DateTimeOffset At, long Quantity, Guid PlanId, string Actor);

/// <summary>Which part of a period a line is for.</summary>
/// <param name="Seconds">That it is for.</param>
/// <param name="OfSeconds">In the whole period.</param>
/// <param name="PeriodStart">Of the whole period.</param>
/// <param name="PeriodEnd">Of the whole period.</param>
public sealed record ProratedPart(long Seconds, long OfSeconds, DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd);

/// <summary>What a coupon took off a line.</summary>
/// <param name="Code">As it was typed.</param>
/// <param name="PercentOff">Of a percentage coupon.</param>
/// <param name="AmountOff">Minor units, of a coupon with a fixed amount, spread over all lines.</param>
/// <param name="Amount">Minor units taken off this line.</param>
/// <param name="Duration"><c>once</c>, <c>repeating</c> or <c>forever</c>.</param>
/// <param name="MonthsLeft">Whole months for which it will still hold after this invoice; null when it never ends.</param>
public sealed record ExplainedDiscount(string? Code, decimal? PercentOff, long? AmountOff, long Amount, string? Duration, int? MonthsLeft);

/// <summary>Why a line of an invoice is what it is. Amounts are minor units of the invoice's currency.</summary>
public sealed record LineExplanation
{
    public required InvoiceLineRow Line { get; init; }

    /// <summary><c>seats</c>, <c>unused_time</c>, <c>remaining_time</c>, <c>usage</c>, <c>trial</c> or <c>manual</c>.</summary>
    public required string Kind { get; init; }

    public ExplainedPrice? Price { get; init; }

    /// <summary>Oldest first, up to the invoice.</summary>
    public required IReadOnlyList<QuantityStep> QuantityHistory { get; init; }

    /// <summary>For <c>unused_time</c> and <c>remaining_time</c>.</summary>
    public ProratedPart? Proration { get; init; }

    public ExplainedDiscount? Discount { get; init; }

    /// <summary>The same in sentences.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }
}

/// <summary>Pure rules of explaining.</summary>
internal static class LineRules
{
    public static string KindOf(InvoiceLineRow line, bool isPlanPrice) => line switch
    {
        { Metric: not null } => "usage",
        { Proration: true, Amount: < 0 } => "unused_time",
        { Proration: true } => "remaining_time",
        _ when !isPlanPrice => "manual",
        { Amount: 0, UnitAmount: > 0 } or { Amount: 0, Quantity: > 0 } => "trial",
        _ => "seats",
    };

    /// <summary>
    /// The whole period around a prorated line: it ends with the line, and begins one interval of the anchor before, so that a
    /// period that ends on the last of February began on the last of January where the anchor is a 31st.
    /// </summary>
    public static ProratedPart PartOf(InvoiceLineRow line, string interval, DateTimeOffset anchor)
    {
        var months = interval == "year" ? 12 : 1;
        var end = line.PeriodEnd;
        var count = ((end.Year - anchor.Year) * 12 + end.Month - anchor.Month) / months;
        var start = anchor.AddMonths(count * months) == end ? anchor.AddMonths((count - 1) * months) : end.AddMonths(-months);
        return new ProratedPart((long)(end - line.PeriodStart).TotalSeconds, (long)(end - start).TotalSeconds, start, end);
    }

    /// <summary>Whole months from an invoice to a discount's end; null when it has none.</summary>
    public static int? MonthsLeft(string? duration, DateTimeOffset? endsAt, DateTimeOffset from)
    {
        if (duration == "forever")
            return null;
        if (endsAt is not { } end || end <= from)
            return 0;
        var months = (end.Year - from.Year) * 12 + end.Month - from.Month;
        return from.AddMonths(months) > end ? months - 1 : months;
    }

    public static IReadOnlyList<string> Sentences(LineExplanation said, string currency)
    {
        var line = said.Line;
        var sentences = new List<string>();
        if (said.Price is { } price)
            sentences.Add(PriceSentence(price, currency));
        if (said.Proration is { } part)
            sentences.Add(string.Create(CultureInfo.InvariantCulture,
                $"It is for {part.Seconds} of the {part.OfSeconds} seconds of the period from {part.PeriodStart:yyyy-MM-dd HH:mm:ss} to {part.PeriodEnd:yyyy-MM-dd HH:mm:ss} UTC."));
        if (said.Kind == "unused_time")
            sentences.Add("It gives back what was charged before for this time, as the subscription changed.");
        if (line.Quantity is { } quantity)
            sentences.Add(string.Create(CultureInfo.InvariantCulture, $"The quantity is {quantity}."));
        if (said.Discount is { } discount)
            sentences.Add(DiscountSentence(discount, currency));
        if (line.TaxAmount != 0)
            sentences.Add($"Tax adds {Amount(line.TaxAmount, currency)}.");
        return sentences;
    }

    private static string PriceSentence(ExplainedPrice price, string currency) => price switch
    {
        { UnitAmount: { } amount } => string.Create(CultureInfo.InvariantCulture,
            $"The price is that of version {price.PlanVersion} of {price.PlanName}: {Amount(amount, currency)} a seat and {price.Interval}."),
        _ => string.Create(CultureInfo.InvariantCulture,
            $"The price is that of version {price.PlanVersion} of {price.PlanName}: {price.Included} are included in a {price.Interval}, what is above is charged."),
    };

    private static string DiscountSentence(ExplainedDiscount discount, string currency)
    {
        var name = discount.Code is null ? "A discount" : $"The coupon {discount.Code}";
        var rest = discount.MonthsLeft switch
        {
            null => "and does not end",
            0 => "and ends with it",
            1 => "and holds for one more month",
            var months => string.Create(CultureInfo.InvariantCulture, $"and holds for {months} more months"),
        };
        return $"{name} takes {Amount(discount.Amount, currency)} off, {rest}.";
    }

    private static string Amount(long minorUnits, string currency) => Money.Of(minorUnits, currency).ToString();
}
