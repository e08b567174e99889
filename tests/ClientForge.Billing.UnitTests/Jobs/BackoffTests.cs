using ClientForge.Billing.Services.Jobs;

namespace ClientForge.Billing.UnitTests.Jobs;

public sealed class BackoffTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 10)]
    [InlineData(2, 60)]
    [InlineData(3, 300)]
    [InlineData(4, 1_800)]
    [InlineData(5, 7_200)]
    [InlineData(6, 21_600)]
    [InlineData(7, 43_200)]
    [InlineData(1_000, 43_200)]
    public void Next_FailedTries_WaitsLongerUpToTwelveHours(int attempts, int seconds) =>
        Assert.Equal(Now.AddSeconds(seconds), Backoff.Next(attempts, Now));
}
