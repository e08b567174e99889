using System.Globalization;
using ClientForge.Billing.StripeSandbox.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace ClientForge.Billing.UnitTests.StripeSandbox;

public sealed class BillingPeriodsTests
{
    private static readonly BillingInterval Monthly = new(IntervalUnit.Month, 1);
    private static readonly BillingInterval Yearly = new(IntervalUnit.Year, 1);

    [Theory]
    [InlineData("2026-01-31", 1, "2026-02-28")]
    [InlineData("2026-01-31", 2, "2026-03-31")]
    [InlineData("2026-01-31", 3, "2026-04-30")]
    [InlineData("2028-01-31", 1, "2028-02-29")]
    [InlineData("2028-01-30", 1, "2028-02-29")]
    [InlineData("2026-12-31", 2, "2027-02-28")]
    [InlineData("2026-03-15", -2, "2026-01-15")]
    public void Boundary_Months_ClampToMonthEndAndComeBack(string anchor, int index, string expected) =>
        Assert.Equal(At(expected + "T10:20:30"), BillingPeriods.Boundary(new(At(anchor + "T10:20:30")), Monthly, index));

    [Theory]
    [InlineData("2028-02-29", 1, "2029-02-28")]
    [InlineData("2028-02-29", 4, "2032-02-29")]
    [InlineData("2026-07-01", 1, "2027-07-01")]
    public void Boundary_Years_KeepLeapDays(string anchor, int index, string expected) =>
        Assert.Equal(At(expected), BillingPeriods.Boundary(new(At(anchor)), Yearly, index));

    [Theory]
    [InlineData("week", 2, 3, "2026-02-12")]
    [InlineData("day", 10, 3, "2026-01-31")]
    [InlineData("month", 3, 2, "2026-07-01")]
    public void Boundary_OtherIntervals_CountFromTheAnchor(string unit, int count, int index, string expected) =>
        Assert.Equal(At(expected), BillingPeriods.Boundary(new(At("2026-01-01")), BillingInterval.Of(unit, count), index));

    [Fact]
    public void Boundary_ConfiguredDayThirtyOne_IsReachedAgainAfterAShortMonth()
    {
        var anchor = BillingPeriods.FirstAnchor(new AnchorConfig(31, null, null, null, null), At("2026-02-10T08:00:00"));

        Assert.Equal(At("2026-02-28T08:00:00"), anchor.At);
        Assert.Equal(At("2026-03-31T08:00:00"), BillingPeriods.Boundary(anchor, Monthly, 1));
        Assert.Equal(At("2026-04-30T08:00:00"), BillingPeriods.Boundary(anchor, Monthly, 2));
    }

    [Theory]
    [InlineData("2026-05-20T08:00:00", 15, null, null, "2026-06-15T08:00:00")]
    [InlineData("2026-05-10T08:00:00", 15, null, 0, "2026-05-15T00:00:00")]
    [InlineData("2026-05-10T08:00:00", 1, 2, null, "2027-02-01T08:00:00")]
    [InlineData("2026-05-15T08:00:00", 15, null, null, "2026-05-15T08:00:00")]
    public void FirstAnchor_Config_IsTheNextFit(string created, int day, int? month, int? hour, string expected) =>
        Assert.Equal(At(expected), BillingPeriods.FirstAnchor(new AnchorConfig(day, month, hour, hour, hour), At(created)).At);

    [Fact]
    public void Containing_Boundary_BelongsToTheLaterPeriod()
    {
        var anchor = new BillingAnchor(At("2026-01-31"));

        var before = BillingPeriods.Containing(anchor, Monthly, At("2026-03-31") - 1);
        var at = BillingPeriods.Containing(anchor, Monthly, At("2026-03-31"));

        Assert.Equal(new Period(At("2026-02-28"), At("2026-03-31")), before);
        Assert.Equal(new Period(At("2026-03-31"), At("2026-04-30")), at);
    }

    [Fact]
    public void Containing_AnyInstant_HoldsItAndPeriodsMeet()
    {
        var cases = from unit in Gen.Elements(Enum.GetValues<IntervalUnit>())
                    from count in Gen.Choose(1, 6)
                    from anchor in Gen.Choose(0, 2_000_000_000)
                    from instant in Gen.Choose(0, 2_000_000_000)
                    select (Interval: new BillingInterval(unit, count), Anchor: new BillingAnchor(anchor), Instant: (long)instant);

        Prop.ForAll(cases.ToArbitrary(), item =>
        {
            var period = BillingPeriods.Containing(item.Anchor, item.Interval, item.Instant);
            var next = BillingPeriods.Containing(item.Anchor, item.Interval, period.End);
            return period.Contains(item.Instant) && next.Start == period.End && next.Length > 0;
        }).QuickCheckThrowOnFailure();
    }

    private static long At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds();
}
