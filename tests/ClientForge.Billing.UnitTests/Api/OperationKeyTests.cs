using ClientForge.Billing.Api.Auth;

namespace ClientForge.Billing.UnitTests.Api;

public sealed class OperationKeyTests
{
    private static readonly DateTimeOffset First = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_SameUse_IsTheSameKey()
    {
        Assert.Equal(OperationKeyFeature.Of("tenant:a", "k", First), OperationKeyFeature.Of("tenant:a", "k", First.ToOffset(TimeSpan.FromHours(2))));
        Assert.Matches("^[0-9a-f]{32}$", OperationKeyFeature.Of("tenant:a", "k", First).Key);
    }

    [Theory]
    [InlineData("tenant:b", "k", 0)]
    [InlineData("tenant:a", "l", 0)]
    [InlineData("tenant:a", "k", 1)]
    [InlineData("tenant", ":a\nk", 0)]
    public void Of_OtherUse_IsAnotherKey(string scope, string key, int secondsLater)
    {
        Assert.NotEqual(OperationKeyFeature.Of("tenant:a", "k", First), OperationKeyFeature.Of(scope, key, First.AddSeconds(secondsLater)));
    }
}
