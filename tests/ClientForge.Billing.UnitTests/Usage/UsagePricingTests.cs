using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Services.Usage;

namespace ClientForge.Billing.UnitTests.Usage;

public sealed class UsagePricingTests
{
    private static readonly MeterTier[] Tiers =
    [
        new() { UpTo = 100, UnitAmountDecimal = "2" },
        new() { UpTo = 1_000, UnitAmountDecimal = "1.5", FlatAmount = 10 },
        new() { UpTo = null, UnitAmountDecimal = "0.01" },
    ];

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)] // half a unit, rounded away from zero
    [InlineData(3, 2)]
    [InlineData(1_000, 500)]
    public void Amount_PerUnit_Table(long overage, long expected) =>
        Assert.Equal(expected, UsagePricing.Amount(overage, Meter(unitAmount: 0.5m, tiers: null)));

    [Theory]
    [InlineData(1, 2)]
    [InlineData(100, 200)]
    [InlineData(101, 212)] // 200 + 1.5 + the flat amount of the second tier
    [InlineData(1_000, 1_560)]
    [InlineData(1_050, 1_561)]
    public void Amount_Graduated_Table(long overage, long expected) =>
        Assert.Equal(expected, UsagePricing.Amount(overage, Meter(unitAmount: null, Tiers)));

    private static PlanMeterRow Meter(decimal? unitAmount, MeterTier[]? tiers) => new()
    {
        Id = Guid.Empty,
        PlanId = Guid.Empty,
        Metric = "api_calls",
        Currency = "usd",
        Interval = "month",
        Included = 10,
        UnitAmountDecimal = unitAmount,
        Tiers = tiers is null ? null : Json.From(tiers),
        Active = true,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
