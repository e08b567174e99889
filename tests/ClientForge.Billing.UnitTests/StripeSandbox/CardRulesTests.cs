using ClientForge.Billing.StripeSandbox.Payments;

namespace ClientForge.Billing.UnitTests.StripeSandbox;

public sealed class CardRulesTests
{
    [Fact]
    public void PassesLuhn_EveryTestCard_Passes() => Assert.All(
        TestCards.All, card => Assert.True(CardRules.PassesLuhn(card.Number!), card.Name));

    [Fact]
    public void PassesLuhn_WrongLastDigit_Fails() => Assert.False(CardRules.PassesLuhn("4242424242424241"));

    [Theory]
    [InlineData(27, 2027)]
    [InlineData(2027, 2027)]
    public void FullYear_TwoDigits_BelongToThisCentury(long year, long full) => Assert.Equal(full, CardRules.FullYear(year));
}
