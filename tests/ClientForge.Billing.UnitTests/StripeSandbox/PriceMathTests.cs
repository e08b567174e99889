using ClientForge.Billing.StripeSandbox.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace ClientForge.Billing.UnitTests.StripeSandbox;

public sealed class PriceMathTests
{
    private static readonly PriceTerms Graduated = new() { Tiers = [Tier(5, 7), Tier(10, 6.5m), Tier(null, 6)] };

    [Theory]
    [InlineData(5, 35)]
    [InlineData(6, 42)]
    [InlineData(20, 128)]
    [InlineData(0, 0)]
    public void Amount_Graduated_PricesEachUnitInItsBand(int quantity, long expected) =>
        Assert.Equal(expected, PriceMath.Amount(Graduated, quantity));

    [Theory]
    [InlineData(5, 35)]
    [InlineData(6, 39)]
    [InlineData(20, 120)]
    public void Amount_Volume_PricesAllUnitsInTheBandOfTheTotal(int quantity, long expected) =>
        Assert.Equal(expected, PriceMath.Amount(Graduated with { Volume = true }, quantity));

    [Theory]
    [InlineData(0, 1000)]
    [InlineData(5, 1000 + 35)]
    [InlineData(6, 1000 + 35 + 2000 + 6)]
    [InlineData(5.5, 1000 + 35 + 2000 + 3)]
    public void Amount_GraduatedWithFlatAmounts_AddsEveryBandReached(double quantity, long expected)
    {
        var price = new PriceTerms { Tiers = [Tier(5, 7, 1000), Tier(null, 6, 2000)] };

        Assert.Equal(expected, PriceMath.Amount(price, (decimal)quantity));
    }

    [Theory]
    [InlineData(5, 1035)]
    [InlineData(6, 2036)]
    public void Amount_VolumeWithFlatAmounts_AddsOnlyItsOwn(int quantity, long expected)
    {
        var price = new PriceTerms { Tiers = [Tier(5, 7, 1000), Tier(null, 6, 2000)], Volume = true };

        Assert.Equal(expected, PriceMath.Amount(price, quantity));
    }

    [Theory]
    [InlineData(10_000, 0)]
    [InlineData(10_001, 0)]
    [InlineData(12_345, 5)]
    [InlineData(30_000, 40)]
    public void Amount_IncludedUsage_IsFreeAndTheRestSubCent(int quantity, long expected)
    {
        var price = new PriceTerms { Tiers = [Tier(10_000, 0), Tier(null, 0.002m)] };

        Assert.Equal(expected, PriceMath.Amount(price, quantity));
    }

    [Theory]
    [InlineData(false, 1999, 1, 200)]
    [InlineData(true, 1001, 2, 200)]
    [InlineData(true, 1000, 1, 200)]
    [InlineData(false, 999, 0, 200)]
    public void Amount_TransformQuantity_PricesPackages(bool up, int quantity, long packages, long unit)
    {
        var price = new PriceTerms { UnitAmount = Rational.Of(unit), DivideBy = 1000, RoundUp = up };

        Assert.Equal(packages * unit, PriceMath.Amount(price, quantity));
    }

    [Theory]
    [InlineData("0.5", 1, 1)]
    [InlineData("0.4", 1, 0)]
    [InlineData("12.345678901234", 1000, 12346)]
    public void Amount_DecimalPrices_RoundHalfUpOnce(string unit, int quantity, long expected)
    {
        var price = new PriceTerms { UnitAmount = Rational.Of(decimal.Parse(unit)) };

        Assert.Equal(expected, PriceMath.Amount(price, quantity));
    }

    [Fact]
    public void Amount_NegativeUsage_IsZero() => Assert.Equal(0, PriceMath.Amount(Graduated, -3));

    [Fact]
    public void Amount_Overflow_Throws() =>
        Assert.Throws<OverflowException>(() => PriceMath.Amount(new() { UnitAmount = Rational.Of(long.MaxValue) }, 2));

    [Fact]
    public void Amount_Graduated_NeverFallsWithMoreUsage() =>
        Prop.ForAll<NonNegativeInt>(quantity =>
            PriceMath.Amount(Graduated, quantity.Get) <= PriceMath.Amount(Graduated, quantity.Get + 1)).QuickCheckThrowOnFailure();

    private static PriceTier Tier(long? upTo, decimal unit, long flat = 0) =>
        new() { UpTo = upTo, UnitAmount = Rational.Of(unit), FlatAmount = Rational.Of(flat) };
}
