using System.Text.Json;
using ClientForge.Billing.Api.Observability;
using ClientForge.Billing.IntegrationTests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClientForge.Billing.IntegrationTests.Hosting;

public sealed class LogTests(TestDatabases databases)
{
    private static readonly Guid Tenant = Guid.Parse("0190a000-0000-7000-8000-000000000001");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_Answered_IsOneLineThatSaysWhoAskedForWhat()
    {
        var lines = new StringWriter();
        await using (var api = await StartAsync(lines))
        {
            using var client = api.ClientWith(TestTokens.Admin(Tenant));
            using var response = await client.GetAsync("/probe/read?secret=canary-of-the-query", Cancellation);
        }

        var line = Assert.Single(Lines(lines), line => line.TryGetProperty("Route", out var route) && route.GetString() == "probe/read");
        Assert.Equal("GET", line.GetProperty("Method").GetString());
        Assert.Equal(200, line.GetProperty("Status").GetInt32());
        Assert.Equal(Tenant, line.GetProperty("TenantId").GetGuid());
        Assert.Equal("user:tester", line.GetProperty("Actor").GetString());
        Assert.Matches("^[0-9a-f]{32}$", line.GetProperty("Trace").GetString());
        Assert.True(line.GetProperty("Milliseconds").GetInt64() >= 0);
        Assert.DoesNotContain("canary-of-the-query", lines.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_Secrets_ComeOutNowhere()
    {
        var lines = new StringWriter();
        var token = TestTokens.Admin(Tenant);
        await using (var api = await StartAsync(lines))
        {
            using var client = api.ClientWith(token);
            client.DefaultRequestHeaders.Add("Stripe-Signature", "t=1,v1=canary-of-the-signature");
            // Its exception holds sk_live_canary0123456789.
            using var crashed = await client.PostJsonAsync("/probe/command", """{"fail": "crash", "text": "canary-of-the-body"}""", "canary-of-the-key");
            var logger = api.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Planted");
#pragma warning disable CA1848, CA2254, CA1873 // As code that forgets itself would log.
            logger.LogWarning("card {Card} with {Secret}", "4242424242424242", "whsec_canary0123456789");
            logger.LogWarning($"token {token}");
#pragma warning restore CA1848, CA2254, CA1873
        }

        var text = lines.ToString();
        Assert.Contains("planted: [redacted]", text, StringComparison.Ordinal);
        Assert.Contains("card", text, StringComparison.Ordinal);
        foreach (var canary in new[] { "canary-of", "sk_live_canary", "whsec_canary", "4242424242424242", token, token.Split('.')[2] })
            Assert.DoesNotContain(canary, text, StringComparison.Ordinal);
        Assert.All(Lines(lines), line => Assert.Equal(JsonValueKind.Object, line.ValueKind));
    }

    private static IEnumerable<JsonElement> Lines(StringWriter lines) =>
        lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line));

    private async Task<TestApi> StartAsync(StringWriter lines) => await TestApi.StartWithProbesAsync(
        await databases.CreateAsync(Cancellation),
        services => services.AddSingleton(new LogOutput(lines)),
        new Dictionary<string, string?> { ["Serilog:MinimumLevel:Default"] = "Information" });
}
