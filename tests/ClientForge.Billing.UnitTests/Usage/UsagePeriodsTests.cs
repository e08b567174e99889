using System.Globalization;
using ClientForge.Billing.Services.Usage;
using FsCheck;
using FsCheck.Fluent;

namespace ClientForge.Billing.UnitTests.Usage;

public sealed class UsagePeriodsTests
{
    [Theory]
    [InlineData("2026-01-31T10:00:00Z", "month", "2026-02-10T00:00:00Z", "2026-01-31T10:00:00Z", "2026-02-28T10:00:00Z")]
    [InlineData("2026-01-31T10:00:00Z", "month", "2026-03-01T00:00:00Z", "2026-02-28T10:00:00Z", "2026-03-31T10:00:00Z")]
    [InlineData("2028-01-31T10:00:00Z", "month", "2028-02-29T10:00:00Z", "2028-02-29T10:00:00Z", "2028-03-31T10:00:00Z")]
    [InlineData("2024-02-29T00:00:00Z", "year", "2026-06-01T00:00:00Z", "2026-02-28T00:00:00Z", "2027-02-28T00:00:00Z")]
    [InlineData("2026-05-15T12:00:00Z", "month", "2026-05-15T11:59:59Z", "2026-04-15T12:00:00Z", "2026-05-15T12:00:00Z")]
    [InlineData("2026-05-15T12:00:00Z", "month", "2026-05-15T12:00:00Z", "2026-05-15T12:00:00Z", "2026-06-15T12:00:00Z")]
    [InlineData("2026-12-31T23:59:59Z", "month", "2027-01-01T00:00:00Z", "2026-12-31T23:59:59Z", "2027-01-31T23:59:59Z")]
    public void Containing_Table(string anchor, string interval, string time, string start, string end) =>
        Assert.Equal(new UsagePeriod(At(start), At(end)), UsagePeriods.Containing(At(time), At(anchor), interval));

    [Fact]
    public void Containing_AnyInstant_LiesInItsPeriodAndPeriodsTile() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).Two().ToArbitrary(),
        pair =>
        {
            var anchor = DateTimeOffset.FromUnixTimeSeconds(pair.Item1);
            var period = UsagePeriods.Containing(DateTimeOffset.FromUnixTimeSeconds(pair.Item2), anchor, "month");
            var next = UsagePeriods.Containing(period.End, anchor, "month");
            return period.Contains(DateTimeOffset.FromUnixTimeSeconds(pair.Item2)) && next.Start == period.End && next.End > next.Start;
        }).QuickCheckThrowOnFailure();

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
