using ClientForge.Billing.Services;
using FsCheck;
using FsCheck.Fluent;

// No namespace of the folder's name: it would hide the type Money.
namespace ClientForge.Billing.UnitTests;

public sealed class MoneyTests
{
    [Theory]
    [InlineData(123450, "usd", "$1,234.50")]
    [InlineData(-5, "usd", "-$0.05")]
    [InlineData(0, "usd", "$0.00")]
    [InlineData(99, "eur", "€0.99")]
    [InlineData(500, "jpy", "¥500")]
    [InlineData(1234567, "jpy", "¥1,234,567")]
    [InlineData(1234, "kwd", "KWD\u00a01.234")]
    [InlineData(-1230, "kwd", "-KWD\u00a01.230")]
    [InlineData(150000, "isk", "ISK\u00a01,500")]
    [InlineData(150050, "isk", "ISK\u00a01,500.50")]
    [InlineData(10000, "ugx", "UGX\u00a0100")]
    [InlineData(1000, "cad", "CA$10.00")]
    [InlineData(1000, "chf", "CHF\u00a010.00")]
    [InlineData(long.MaxValue, "usd", "$92,233,720,368,547,758.07")]
    [InlineData(long.MinValue, "usd", "-$92,233,720,368,547,758.08")]
    public void ToString_Amount_IsFormattedByItsCurrency(long amount, string currency, string expected) =>
        Assert.Equal(expected, Money.Of(amount, currency).ToString());

    [Fact]
    public void Arithmetic_DifferentCurrencies_Throws()
    {
        var dollars = new Money(1, Currency.Usd);
        var euros = new Money(1, Currency.Eur);

        Assert.Throws<InvalidOperationException>(() => dollars + euros);
        Assert.Throws<InvalidOperationException>(() => dollars - euros);
        Assert.Throws<InvalidOperationException>(() => dollars < euros);
        Assert.Throws<InvalidOperationException>(() => Money.Sum([dollars, euros], Currency.Usd));
        Assert.NotEqual(dollars, euros);
    }

    [Fact]
    public void Arithmetic_BeyondSixtyFourBits_ThrowsInsteadOfWrapping()
    {
        var most = new Money(long.MaxValue, Currency.Usd);
        var least = new Money(long.MinValue, Currency.Usd);

        Assert.Throws<OverflowException>(() => most + new Money(1, Currency.Usd));
        Assert.Throws<OverflowException>(() => least - new Money(1, Currency.Usd));
        Assert.Throws<OverflowException>(() => -least);
        Assert.Throws<OverflowException>(() => most * 2);
        Assert.Throws<OverflowException>(() => most.MultiplyRounded(1.5m));
        Assert.Throws<OverflowException>(() => Money.FromMajor(decimal.MaxValue / 10_000, Currency.Usd));
    }

    [Theory]
    [InlineData("19.99", "usd", 1999)]
    [InlineData("0.005", "usd", 1)]
    [InlineData("-0.005", "usd", -1)]
    [InlineData("0.0049", "usd", 0)]
    [InlineData("500.5", "jpy", 501)]
    [InlineData("1.2345", "kwd", 1235)]
    public void FromMajor_Decimal_RoundsHalfAwayFromZero(string major, string currency, long expected) =>
        Assert.Equal(expected, Money.FromMajor(decimal.Parse(major), Currency.Get(currency)).Amount);

    [Theory]
    [InlineData(1050, "0.05", 53)]
    [InlineData(-1050, "0.05", -53)]
    [InlineData(1049, "0.05", 52)]
    [InlineData(3, "0.3333333333", 1)]
    public void MultiplyRounded_Factor_RoundsHalfAwayFromZero(long amount, string factor, long expected) =>
        Assert.Equal(expected, Money.Of(amount, "usd").MultiplyRounded(decimal.Parse(factor)).Amount);

    [Fact]
    public void Allocate_Remainder_GoesToTheLargestRemainderFirst()
    {
        Assert.Equal([34, 33, 33], Amounts(Money.Of(100, "usd").Allocate([1, 1, 1])));
        Assert.Equal([-34, -33, -33], Amounts(Money.Of(-100, "usd").Allocate([1, 1, 1])));
        Assert.Equal([1, 0, 4], Amounts(Money.Of(5, "usd").Allocate([1, 0, 4])));
        Assert.Equal([0, 0, 1], Amounts(Money.Of(1, "usd").Allocate([1, 1, 2])));
    }

    [Fact]
    public void Allocate_WeightsThatShareNothing_Throws()
    {
        Assert.Throws<ArgumentException>(() => Money.Of(1, "usd").Allocate([]));
        Assert.Throws<ArgumentException>(() => Money.Of(1, "usd").Allocate([0, 0]));
        Assert.Throws<ArgumentException>(() => Money.Of(1, "usd").Allocate([2, -1]));
    }

    [Fact]
    public void Allocate_AnyAmountAndWeights_SumsToTheAmountWithinOneUnitOfTheShare()
    {
        var cases =
            from amount in ArbMap.Default.GeneratorFor<int>()
            from weights in Gen.NonEmptyListOf(Gen.Choose(0, 1_000_000))
            where weights.Any(weight => weight > 0)
            select (Amount: (long)amount * 4_000_000_007, Weights: weights.Select(weight => (long)weight).ToArray());

        Check.QuickThrowOnFailure(Prop.ForAll(cases.ToArbitrary(), sample =>
        {
            var parts = Amounts(Money.Of(sample.Amount, "usd").Allocate(sample.Weights));
            var total = sample.Weights.Sum();
            return parts.Sum() == sample.Amount
                && parts.Zip(sample.Weights).All(pair =>
                    Math.Abs(pair.First - ((decimal)sample.Amount * pair.Second / total)) < 1);
        }));
    }

    [Fact]
    public void MajorUnits_AnyAmountInAnyCurrency_RoundTrip()
    {
        var currencies = Gen.Elements(Currency.All.ToArray());
        var cases = currencies.SelectMany(currency =>
            ArbMap.Default.GeneratorFor<long>().Select(amount => new Money(amount, currency)));

        Check.QuickThrowOnFailure(Prop.ForAll(
            cases.ToArbitrary(),
            money => Money.FromMajor(money.ToMajor(), money.Currency) == money));
    }

    private static long[] Amounts(IEnumerable<Money> parts) => [.. parts.Select(part => part.Amount)];
}
