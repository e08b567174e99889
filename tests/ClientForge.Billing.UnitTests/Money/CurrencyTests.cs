using ClientForge.Billing.Services;

namespace ClientForge.Billing.UnitTests;

public sealed class CurrencyTests
{
    [Theory]
    [InlineData("usd", 2, 2, 1, 50)]
    [InlineData("gbp", 2, 2, 1, 30)]
    [InlineData("huf", 2, 2, 1, 17500)]
    [InlineData("twd", 2, 2, 1, null)]
    [InlineData("jpy", 0, 0, 1, 50)]
    [InlineData("krw", 0, 0, 1, 50)]
    [InlineData("mga", 0, 0, 1, null)]
    [InlineData("kwd", 3, 3, 10, null)]
    [InlineData("isk", 2, 0, 100, null)]
    [InlineData("ugx", 2, 0, 100, null)]
    public void Get_KnownCode_HasStripesRules(string code, int exponent, int displayDigits, long step, int? minimum)
    {
        var currency = Currency.Get(code);

        Assert.Equal(exponent, currency.Exponent);
        Assert.Equal(displayDigits, currency.DisplayDigits);
        Assert.Equal(step, currency.Step);
        Assert.Equal(minimum, currency.MinimumCharge);
    }

    [Fact]
    public void Get_EitherCase_IsTheSameInstanceWithLowerCaseCode()
    {
        Assert.Same(Currency.Get("eur"), Currency.Get("EuR"));
        Assert.Equal("eur", Currency.Get("EUR").Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("us")]
    [InlineData("usdt")]
    [InlineData("xxx")]
    [InlineData("u\0d")]
    public void TryGet_UnknownCode_IsFalse(string? code)
    {
        Assert.False(Currency.TryGet(code, out var currency));
        Assert.Null(currency);
    }

    [Fact]
    public void Get_UnknownCode_NamesItInTheError() =>
        Assert.Contains("'btc'", Assert.Throws<ArgumentException>(() => Currency.Get("btc")).Message);

    [Fact]
    public void All_StripesTable_HasEachCodeOnce()
    {
        Assert.Equal(Currency.All.Count, Currency.All.Select(currency => currency.Code).Distinct().Count());
        Assert.Equal(15, Currency.All.Count(currency => currency.Exponent == 0));
        Assert.Equal(5, Currency.All.Count(currency => currency.Exponent == 3));
        Assert.All(Currency.All, currency => Assert.Matches("^[a-z]{3}$", currency.Code));
    }

    [Theory]
    [InlineData("usd", 49, false)]
    [InlineData("usd", 50, true)]
    [InlineData("usd", 0, false)]
    [InlineData("usd", -50, false)]
    [InlineData("isk", 15000, true)]
    [InlineData("isk", 15050, false)]
    [InlineData("kwd", 1230, true)]
    [InlineData("kwd", 1234, false)]
    public void IsChargeable_Amount_FollowsMinimumAndStep(string code, long amount, bool expected) =>
        Assert.Equal(expected, Currency.Get(code).IsChargeable(amount));

    [Theory]
    [InlineData("usd", "0.25", "$0.0025")]
    [InlineData("usd", "0.000000000001", "$0.00000000000001")]
    [InlineData("usd", "150.5", "$1.505")]
    [InlineData("usd", "-1", "-$0.01")]
    [InlineData("jpy", "0.5", "¥0.5")]
    [InlineData("jpy", "1200", "¥1,200")]
    [InlineData("isk", "100", "ISK\u00a01")]
    public void Format_UnitPrice_ShowsEveryDecimalThereIs(string code, string minorUnits, string expected) =>
        Assert.Equal(expected, Currency.Get(code).Format(decimal.Parse(minorUnits)));
}
