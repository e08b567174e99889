using ClientForge.Billing.StripeSandbox.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace ClientForge.Billing.UnitTests.StripeSandbox;

public sealed class InvoiceTotalsTests
{
    [Fact]
    public void Of_Lines_SumsDiscountsAndTaxes()
    {
        var totals = InvoiceTotals.Of([new(3252, 0, 618, 0), new(-166, 0, -32, 0), new(1190, 100, 0, 174)]);

        Assert.Equal(new InvoiceTotals(4276, 4102, 4762, 4002), totals);
    }

    [Theory]
    [InlineData(2000, -500, 1500, 0, 500)]
    [InlineData(2000, -3000, 0, -1000, 2000)]
    [InlineData(2000, 300, 2300, 0, -300)]
    [InlineData(-334, 0, 0, -334, -334)]
    [InlineData(-334, 1000, 666, 0, -1000)]
    [InlineData(0, 0, 0, 0, 0)]
    [InlineData(2000, 0, 2000, 0, 0)]
    [InlineData(49, 0, 0, 49, 49)]
    [InlineData(50, 0, 50, 0, 0)]
    [InlineData(2000, -1980, 0, 20, 2000)]
    public void Settle_BalanceAndTotal_FollowWhatTheCustomerOwes(long total, long start, long due, long ending, long applied) =>
        Assert.Equal(new BalanceSettlement(due, ending, applied), InvoiceTotals.Settle(total, start, minimumCharge: 50));

    [Fact]
    public void Settle_AnyAmounts_ConservesMoney() =>
        Prop.ForAll<int, int>((total, start) =>
        {
            var settled = InvoiceTotals.Settle(total, start, 50);
            return settled.AmountDue + settled.EndingBalance == (long)total + start
                && (settled.AmountDue == 0 || settled.AmountDue >= 50)
                && settled.Applied == settled.EndingBalance - start;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_Overflow_Throws() =>
        Assert.Throws<OverflowException>(() => InvoiceTotals.Of([new(long.MaxValue, 0, 0, 0), new(1, 0, 0, 0)]));
}
