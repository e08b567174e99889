using ClientForge.Billing.Api.Auth;

namespace ClientForge.Billing.UnitTests.Api;

public sealed class TokenRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(-60, 60, true)]
    [InlineData(-60, -4, true)]
    [InlineData(-60, -5, false)]
    [InlineData(5, 60, true)]
    [InlineData(6, 60, false)]
    [InlineData(null, 60, true)]
    [InlineData(-60, null, false)]
    public void IsAlive_AroundTheBounds_IsExact(int? startsIn, int? endsIn, bool expected)
    {
        Assert.Equal(expected, TokenRules.IsAlive(At(startsIn), At(endsIn), Now, Skew));
    }

    private static DateTime? At(int? seconds) => seconds is { } value ? Now.AddSeconds(value).UtcDateTime : null;
}
