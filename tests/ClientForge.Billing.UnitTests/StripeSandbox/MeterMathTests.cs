using ClientForge.Billing.StripeSandbox.Rules;

namespace ClientForge.Billing.UnitTests.StripeSandbox;

public sealed class MeterMathTests
{
    private static readonly MeterReading[] Readings =
    [
        new(100, 5, 1), new(3599, 2.5m, 2), new(3600, 7, 4), new(3600, -1, 3), new(90_000, 4, 5),
    ];

    [Theory]
    [InlineData(0, 3600, 7.5, 2, 2.5)]
    [InlineData(0, 3601, 13.5, 4, 7)]
    [InlineData(3601, 90_000, 0, 0, 0)]
    public void Aggregate_Span_IsHalfOpen(long start, long end, double sum, double count, double last)
    {
        var span = new Period(start, end);

        Assert.Equal((decimal)sum, MeterMath.Aggregate(MeterFormula.Sum, Readings, span));
        Assert.Equal((decimal)count, MeterMath.Aggregate(MeterFormula.Count, Readings, span));
        Assert.Equal((decimal)last, MeterMath.Aggregate(MeterFormula.Last, Readings, span));
    }

    [Fact]
    public void Summarize_ByHour_ListsTheHoursWithUsage()
    {
        var windows = MeterMath.Summarize(MeterFormula.Sum, Readings, new(0, 100_000), MeterMath.SecondsPerHour);

        Assert.Equal([new(0, 3600, 7.5m), new(3600, 7200, 6), new(90_000, 93_600, 4)], windows);
    }

    [Fact]
    public void Summarize_ByDay_CutsAtMidnightUtc()
    {
        var windows = MeterMath.Summarize(MeterFormula.Count, Readings, new(0, 172_800), MeterMath.SecondsPerDay);

        Assert.Equal([new(0, 86_400, 4), new(86_400, 172_800, 1)], windows);
    }

    [Fact]
    public void Summarize_WithoutGrouping_IsOneWindow() =>
        Assert.Equal([new(0, 3600, 7.5m)], MeterMath.Summarize(MeterFormula.Sum, Readings, new(0, 3600), null));
}
