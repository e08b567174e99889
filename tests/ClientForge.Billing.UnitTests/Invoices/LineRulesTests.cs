using ClientForge.Billing.Data.Invoices;
using ClientForge.Billing.Services.Invoices;

namespace ClientForge.Billing.UnitTests.Invoices;

public sealed class LineRulesTests
{
    [Theory]
    [InlineData("2026-01-31", "2026-02-28", 28)]
    [InlineData("2026-01-31", "2026-03-31", 31)]
    [InlineData("2026-01-31", "2026-04-30", 30)]
    [InlineData("2026-01-15", "2026-03-15", 28)]
    [InlineData("2024-01-31", "2024-02-29", 29)]
    public void PartOf_AnyMonth_IsThePeriodOfTheAnchor(string anchor, string end, int days)
    {
        var part = LineRules.PartOf(Line(At(end).AddDays(-10), At(end)), "month", At(anchor));

        Assert.Equal((10 * 86_400L, days * 86_400L), (part.Seconds, part.OfSeconds));
    }

    [Fact]
    public void PartOf_AYearFromALeapDay_IsWhole()
    {
        var part = LineRules.PartOf(Line(At("2028-08-29"), At("2029-02-28")), "year", At("2028-02-29"));

        Assert.Equal(At("2028-02-29"), part.PeriodStart);
    }

    [Theory]
    [InlineData("forever", null, null)]
    [InlineData("once", null, 0)]
    [InlineData("repeating", "2026-06-01", 3)]
    [InlineData("repeating", "2026-05-31", 2)]
    [InlineData("repeating", "2026-02-01", 0)]
    public void MonthsLeft_Table(string duration, string? end, int? months) =>
        Assert.Equal(months, LineRules.MonthsLeft(duration, end is null ? null : At(end), At("2026-03-01")));

    [Theory]
    [InlineData(true, -100, "unused_time")]
    [InlineData(true, 100, "remaining_time")]
    [InlineData(false, 100, "seats")]
    [InlineData(false, 0, "trial")]
    public void KindOf_ByProrationAndSign(bool proration, long amount, string kind) =>
        Assert.Equal(kind, LineRules.KindOf(Line(At("2026-01-01"), At("2026-02-01")) with { Proration = proration, Amount = amount }, isPlanPrice: true));

    private static DateTimeOffset At(string day) => DateTimeOffset.Parse(day + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);

    private static InvoiceLineRow Line(DateTimeOffset start, DateTimeOffset end) => new()
    {
        TenantId = Guid.Empty,
        Id = Guid.Empty,
        InvoiceId = Guid.Empty,
        StripeLineId = "il_1",
        Position = 0,
        Description = "Seats",
        Quantity = 1,
        Amount = 100,
        DiscountAmount = 0,
        TaxAmount = 0,
        Proration = true,
        PeriodStart = start,
        PeriodEnd = end,
    };
}
