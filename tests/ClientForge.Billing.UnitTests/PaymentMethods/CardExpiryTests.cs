using ClientForge.Billing.Services.PaymentMethods;

namespace ClientForge.Billing.UnitTests.PaymentMethods;

public sealed class CardExpiryTests
{
    private static readonly CardDetails Card = new("visa", "4242", 2, 2028);
    private static readonly DateTimeOffset End = new(2028, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void IsExpired_LastSecondOfTheMonth_IsStillGood()
    {
        Assert.False(CardExpiry.IsExpired(Card, End.AddSeconds(-1)));
        Assert.True(CardExpiry.IsExpired(Card, End));
    }

    [Fact]
    public void EndOf_December_IsNewYear() => Assert.Equal(new DateTimeOffset(2029, 1, 1, 0, 0, 0, TimeSpan.Zero), CardExpiry.EndOf(12, 2028));

    [Fact]
    public void IsExpired_BankAccount_Never() => Assert.False(CardExpiry.IsExpired(new CardDetails(null, "6789", null, null), DateTimeOffset.MaxValue));

    [Theory]
    [InlineData(31, new[] { 30, 7 })]
    [InlineData(30, new[] { 7 })]
    [InlineData(8, new[] { 7 })]
    [InlineData(7, new int[0])]
    [InlineData(-1, new int[0])]
    public void NoticesAfter_DaysBeforeTheEnd_AreThoseAhead(int daysBefore, int[] expected) =>
        Assert.Equal(expected, CardExpiry.NoticesAfter(Card, End.AddDays(-daysBefore)).Select(notice => notice.DaysAhead));

    [Fact]
    public void NoticesAfter_LeapYear_CountsFromTheRealEnd() =>
        Assert.Equal(new DateTimeOffset(2028, 2, 23, 0, 0, 0, TimeSpan.Zero), CardExpiry.NoticesAfter(Card, End.AddDays(-10)).Single().DueAt);
}
