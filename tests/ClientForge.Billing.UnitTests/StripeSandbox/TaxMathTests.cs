using ClientForge.Billing.StripeSandbox.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace ClientForge.Billing.UnitTests.StripeSandbox;

public sealed class TaxMathTests
{
    [Theory]
    [InlineData(1000, 19, 190)]
    [InlineData(1999, 8.875, 177)]
    [InlineData(50, 1, 1)]
    [InlineData(-50, 1, -1)]
    [InlineData(-1999, 8.875, -177)]
    [InlineData(0, 19, 0)]
    public void Taxes_Exclusive_IsAddedHalfUp(long net, double percent, long expected)
    {
        var tax = Assert.Single(TaxMath.Taxes(net, [new("txr_1", (decimal)percent, false)]));

        Assert.Equal((expected, net), (tax.Amount, tax.TaxableAmount));
    }

    [Theory]
    [InlineData(1190, 19, 190)]
    [InlineData(1000, 20, 167)]
    [InlineData(-1190, 19, -190)]
    public void Taxes_Inclusive_IsTakenOutOfTheAmount(long net, double percent, long expected)
    {
        var tax = Assert.Single(TaxMath.Taxes(net, [new("txr_1", (decimal)percent, true)]));

        Assert.Equal((expected, net - expected), (tax.Amount, tax.TaxableAmount));
    }

    [Fact]
    public void Taxes_SeveralRates_AreEachRoundedOnTheSameBase()
    {
        var taxes = TaxMath.Taxes(999, [new("txr_state", 6.25m, false), new("txr_city", 2.5m, false)]);

        Assert.Equal([62, 25], taxes.Select(tax => tax.Amount));
        Assert.All(taxes, tax => Assert.Equal(999, tax.TaxableAmount));
    }

    [Fact]
    public void Taxes_InclusiveBesideExclusive_ExclusiveIsOnTheNetPrice()
    {
        var taxes = TaxMath.Taxes(1100, [new("txr_in", 10, true), new("txr_ex", 5, false)]);

        Assert.Equal([100, 50], taxes.Select(tax => tax.Amount));
    }

    [Fact]
    public void Taxes_CreditOfACharge_IsItsExactOpposite() =>
        Prop.ForAll<int, bool>((net, inclusive) =>
        {
            TaxTerms[] rates = [new("txr_1", 7.7m, inclusive)];
            return TaxMath.Taxes(net, rates)[0].Amount == -TaxMath.Taxes(-(long)net, rates)[0].Amount;
        }).QuickCheckThrowOnFailure();
}
