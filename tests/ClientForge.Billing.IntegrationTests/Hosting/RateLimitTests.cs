using System.Net;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Hosting;

public sealed class RateLimitTests(TestDatabases databases)
{
    private static readonly Guid Tenant = Guid.Parse("0190a000-0000-7000-8000-000000000001");
    private static readonly Guid OtherTenant = Guid.Parse("0190a000-0000-7000-8000-000000000002");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_OverTwoReplicas_ShareOneLimit()
    {
        var database = await databases.CreateAsync(Cancellation);
        await using var one = await TestApi.StartWithProbesAsync(database, settings: Limits(api: 10, usage: 0));
        await using var two = await TestApi.StartWithProbesAsync(database, settings: Limits(api: 10, usage: 0));
        using var first = one.ClientWith(TestTokens.Admin(Tenant));
        using var second = two.ClientWith(TestTokens.Member(Tenant));
        var started = TimeProvider.System.GetTimestamp();

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => (i % 2 == 0 ? first : second).GetAsync("/probe/read", Cancellation)));

        var refilled = (int)Math.Ceiling(TimeProvider.System.GetElapsedTime(started).TotalSeconds * 10 / 60);
        Assert.InRange(answers.Count(answer => answer.IsSuccessStatusCode), 10, 10 + refilled);
        var refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 6);
        Assert.Equal(["10"], refused.Headers.GetValues("RateLimit-Limit"));
        Assert.Equal(["0"], refused.Headers.GetValues("RateLimit-Remaining"));
    }

    [Fact]
    public async Task Requests_ManyAtOnceWithinTheLimit_AreAllLetThrough()
    {
        await using var api = await TestApi.StartWithProbesAsync(await databases.CreateAsync(Cancellation), settings: Limits(api: 100, usage: 0));
        using var client = api.ClientWith(TestTokens.Admin(Tenant));
        var started = TimeProvider.System.GetTimestamp();

        var within = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.GetAsync("/probe/read", Cancellation)));
        var beyond = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.GetAsync("/probe/read", Cancellation)));

        var refilled = (int)Math.Ceiling(TimeProvider.System.GetElapsedTime(started).TotalSeconds * 100 / 60);
        Assert.All(within, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.InRange(beyond.Count(answer => answer.IsSuccessStatusCode), 0, refilled);
        Assert.Contains(beyond, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Requests_OfAnotherTenantOrKind_HaveTheirOwnLimit()
    {
        await using var api = await TestApi.StartWithProbesAsync(await databases.CreateAsync(Cancellation), settings: Limits(api: 1, usage: 2));
        using var admin = api.ClientWith(TestTokens.Admin(Tenant));
        using var other = api.ClientWith(TestTokens.Admin(OtherTenant));
        using var ops = api.ClientWith(TestTokens.Ops());

        using var first = await admin.GetAsync("/probe/read", Cancellation);
        using var second = await admin.GetAsync("/probe/read", Cancellation);
        using var usage = await admin.PostJsonAsync("/probe/usage", "{}");
        using var others = await other.GetAsync("/probe/read", Cancellation);
        using var opsFirst = await ops.GetAsync("/probe/ops", Cancellation);
        using var opsSecond = await ops.GetAsync("/probe/ops", Cancellation);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Equal(HttpStatusCode.OK, usage.StatusCode);
        Assert.Equal(["1"], usage.Headers.GetValues("RateLimit-Remaining"));
        Assert.Equal(HttpStatusCode.OK, others.StatusCode);
        Assert.Equal(HttpStatusCode.OK, opsFirst.StatusCode);
        Assert.Equal(HttpStatusCode.OK, opsSecond.StatusCode);
        Assert.False(opsFirst.Headers.Contains("RateLimit-Limit"));
    }

    private static Dictionary<string, string?> Limits(int api, int usage) => new()
    {
        ["RateLimit:RequestsPerMinute"] = api.ToString(),
        ["RateLimit:UsageRequestsPerMinute"] = usage.ToString(),
    };
}
