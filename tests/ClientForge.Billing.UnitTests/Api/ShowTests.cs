using ClientForge.Billing.Api.OpsConsole;

namespace ClientForge.Billing.UnitTests.Api;

public sealed class ShowTests
{
    [Theory]
    [InlineData(1999, "usd", "19.99 USD")]
    [InlineData(-123456789, "eur", "-1,234,567.89 EUR")]
    [InlineData(500, "jpy", "500 JPY")]
    [InlineData(12345, "kwd", "12.345 KWD")]
    public void Money_AnyCurrency_HasItsDecimals(long amount, string currency, string expected)
    {
        Assert.Equal(expected, Show.Money(amount, currency));
    }

    [Fact]
    public void Time_OtherOffset_IsShownInUtc()
    {
        Assert.Equal("2026-11-24 10:00:00", Show.Time(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.FromHours(2))));
        Assert.Equal("–", Show.Time(null));
    }
}
