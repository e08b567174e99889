using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Services.Plans;

namespace ClientForge.Billing.UnitTests.Plans;

public sealed class PlanMirrorCallsTests
{
    private static readonly Guid Operation = Guid.Parse("019a0000-0000-7000-8000-000000000001");

    private static readonly UnmirroredMeterPrice Flat = new()
    {
        Id = Guid.Parse("019a0000-0000-7000-8000-000000000002"),
        PlanName = "Basic",
        Currency = "usd",
        Interval = "month",
        Included = 1000,
        UnitAmountDecimal = 0.200000000000m,
        StripeMeterId = "mtr_1",
        StripeProductId = "prod_1",
    };

    [Fact]
    public async Task MeterPrice_FlatRate_IsFreeWithinWhatIsIncluded()
    {
        var body = Uri.UnescapeDataString((await PlanMirrorCalls.MeterPriceAsync(Flat, Operation)).Body);
        Assert.Contains("tiers[0][up_to]=1000", body, StringComparison.Ordinal);
        Assert.Contains("tiers[0][unit_amount_decimal]=0&", body, StringComparison.Ordinal);
        Assert.Contains("tiers[1][up_to]=inf", body, StringComparison.Ordinal);
        Assert.Contains("tiers[1][unit_amount_decimal]=0.2&", body + "&", StringComparison.Ordinal);
        Assert.Contains("recurring[meter]=mtr_1", body, StringComparison.Ordinal);
        Assert.Contains($"metadata[op_id]={Operation}", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MeterPrice_Tiers_CountAboveWhatIsIncluded()
    {
        var tiered = Flat with
        {
            UnitAmountDecimal = null,
            Tiers = Json.From(new MeterTier[] { new() { UpTo = 10_000, UnitAmountDecimal = "0.1", FlatAmount = 5 }, new() { UnitAmountDecimal = "0.05" } }),
        };
        var body = Uri.UnescapeDataString((await PlanMirrorCalls.MeterPriceAsync(tiered, Operation)).Body);
        Assert.Contains("tiers[1][up_to]=11000", body, StringComparison.Ordinal);
        Assert.Contains("tiers[1][flat_amount]=5", body, StringComparison.Ordinal);
        Assert.Contains("tiers[2][up_to]=inf", body, StringComparison.Ordinal);
        Assert.Contains("tiers[2][unit_amount_decimal]=0.05", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Tiers_NothingIncluded_HaveNoFreeBand() => Assert.Single(PlanMirrorCalls.Tiers(Flat with { Included = 0 }));
}
