using ClientForge.Billing.StripeSandbox.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace ClientForge.Billing.UnitTests.StripeSandbox;

public sealed class DiscountSplitTests
{
    [Fact]
    public void Split_AmountOff_SharesInProportionAndGivesTheRestToTheLast() =>
        Assert.Equal([166, 334], Totals([1000, 2000], new DiscountTerms { AmountOff = 500 }));

    [Fact]
    public void Split_AmountOffAboveTheSum_StopsAtZero() =>
        Assert.Equal([1000, 2000], Totals([1000, 2000], new DiscountTerms { AmountOff = 5000 }));

    [Fact]
    public void Split_LastLineTooSmallForTheRest_PassesItOn() =>
        Assert.Equal([2, 3, 1], Totals([3, 3, 1], new DiscountTerms { AmountOff = 6 }));

    [Theory]
    [InlineData(25.5, 1000, 255)]
    [InlineData(12.5, 20, 3)]
    [InlineData(100, 999, 999)]
    [InlineData(33.333, 1000, 333)]
    public void Split_Percent_RoundsHalfUpPerLine(double percent, long amount, long expected) =>
        Assert.Equal([expected], Totals([amount], new DiscountTerms { PercentOff = (decimal)percent }));

    [Fact]
    public void Split_Mixed_OrderMatters()
    {
        var percent = new DiscountTerms { PercentOff = 50 };
        var amount = new DiscountTerms { AmountOff = 400 };

        Assert.Equal([500 + 400], Totals([1000], percent, amount));
        Assert.Equal([400 + 300], Totals([1000], amount, percent));
    }

    [Fact]
    public void Split_LimitedToProducts_LeavesOthersAlone()
    {
        var lines = new DiscountableLine[] { new(1000, "prod_a", true), new(1000, "prod_b", true), new(1000, null, true) };

        var taken = DiscountSplit.Split(lines, [new DiscountTerms { AmountOff = 300, Products = new HashSet<string> { "prod_b" } }]);

        Assert.Equal([0, 300, 0], taken.Select(line => line[0]));
    }

    [Fact]
    public void Split_CreditsAndUndiscountableLines_AreLeftAlone()
    {
        var lines = new DiscountableLine[] { new(-500, "prod_a", true), new(1000, "prod_a", false), new(800, "prod_a", true) };

        Assert.Equal([0, 0, 400], DiscountSplit.Split(lines, [new DiscountTerms { PercentOff = 50 }]).Select(line => line[0]));
    }

    [Fact]
    public void Split_AnyLines_TakesExactlyTheAmountAndNoLineBelowZero()
    {
        var cases = from amounts in Gen.Choose(0, 10_000).NonEmptyListOf()
                    from off in Gen.Choose(0, 30_000)
                    select (Amounts: amounts.Select(amount => (long)amount).ToArray(), Off: (long)off);

        Prop.ForAll(cases.ToArbitrary(), item =>
        {
            var taken = Totals(item.Amounts, new DiscountTerms { AmountOff = item.Off });
            return taken.Sum() == Math.Min(item.Off, item.Amounts.Sum())
                && taken.Zip(item.Amounts).All(pair => pair.First >= 0 && pair.First <= pair.Second);
        }).QuickCheckThrowOnFailure();
    }

    private static long[] Totals(long[] amounts, params DiscountTerms[] discounts) =>
        [.. DiscountSplit.Split([.. amounts.Select(amount => new DiscountableLine(amount, "prod_a", true))], discounts).Select(line => line.Sum())];
}
