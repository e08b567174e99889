using ClientForge.Billing.Services.Tax;
using FsCheck;
using FsCheck.Fluent;

namespace ClientForge.Billing.UnitTests.Tax;

public sealed class TaxRulesTests
{
    [Theory]
    [InlineData(10000, "19", 1900)]
    [InlineData(1050, "5", 53)]
    [InlineData(-1050, "5", -53)]
    [InlineData(1049, "5", 52)]
    [InlineData(1, "50", 1)]
    [InlineData(999, "14.975", 150)]
    [InlineData(0, "19", 0)]
    public void Exclusive_Amount_RoundsHalfAwayFromZero(long amount, string percentage, long expected) =>
        Assert.Equal(expected, TaxMath.Exclusive(amount, decimal.Parse(percentage)));

    [Fact]
    public void Exclusive_AnyAmount_IsWithinHalfAMinorUnitAndMirrorsItsCredit()
    {
        var rates = Gen.Choose(0, 999_999).Select(units => units / 10_000m);
        Check.QuickThrowOnFailure(Prop.ForAll(
            ArbMap.Default.GeneratorFor<int>().ToArbitrary(),
            rates.ToArbitrary(),
            (amount, rate) =>
                Math.Abs(TaxMath.Exclusive(amount, rate) - (amount * rate / 100)) <= 0.5m
                && TaxMath.Exclusive(-(long)amount, rate) == -TaxMath.Exclusive(amount, rate)));
    }

    [Theory]
    [InlineData("DE", "DE123456789", true)]
    [InlineData("DE", "de 123.456.789", true)]
    [InlineData("DE", "DE12345678", false)]
    [InlineData("DE", "FR12345678901", false)]
    [InlineData("AT", "ATU12345678", true)]
    [InlineData("FR", "FRXX123456789", true)]
    [InlineData("GR", "EL123456789", true)]
    [InlineData("GR", "GR123456789", false)]
    [InlineData("NL", "NL123456789B01", true)]
    [InlineData("IE", "IE1234567WA", true)]
    [InlineData("US", "US123456789", false)]
    [InlineData("DE", "", false)]
    [InlineData("DE", null, false)]
    public void LooksValid_TaxId_FollowsTheCountrysForm(string country, string? taxId, bool expected) =>
        Assert.Equal(expected, VatId.LooksValid(country, taxId));

    [Theory]
    [InlineData("DE", "DE123456789", "US", true)]
    [InlineData("DE", "DE123456789", "DE", false)]
    [InlineData("DE", null, "US", false)]
    [InlineData("GB", "GB123456789", "US", false)]
    public void IsReverseCharge_Buyer_DependsOnCountryAndNumber(string country, string? taxId, string seller, bool expected) =>
        Assert.Equal(expected, TaxRules.IsReverseCharge(new TaxPlace { Country = country, TaxId = taxId }, seller));
}
