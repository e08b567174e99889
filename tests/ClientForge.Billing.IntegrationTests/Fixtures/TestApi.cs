using System.Net.Http.Headers;
using ClientForge.Billing.Api.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.IntegrationTests.Fixtures;

/// <summary>The API in this process on a loopback port, over a database of its own.</summary>
public sealed class TestApi : IAsyncDisposable
{
    /// <summary>Signs the webhooks of every world.</summary>
    public const string WebhookSecret = "whsec_tests";

    private readonly RunningApp _app;

    private TestApi(RunningApp app, TestDatabase database)
    {
        _app = app;
        Database = database;
    }

    public TestDatabase Database { get; }

    public Uri Address => _app.Address;

    /// <summary>Without a token.</summary>
    public HttpClient Anonymous => _app.Client;

    public IServiceProvider Services => _app.Services;

    // The settings are configuration keys (Section:Name) and win over the tests' own.
    public static async Task<TestApi> StartAsync(
        TestDatabase database,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<WebApplicationBuilder>? configure = null,
        string environment = "Development")
    {
        var app = ApiHost.Build(["--environment", environment, "--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(Settings(database));
            builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
            configure?.Invoke(builder);
        });
        return new TestApi(await RunningApp.StartAsync(app, TestContext.Current.CancellationToken), database);
    }

    // The API with the routes of ProbeController; the services see the product's own registrations and may replace them.
    public static Task<TestApi> StartWithProbesAsync(
        TestDatabase database, Action<IServiceCollection>? services = null, IReadOnlyDictionary<string, string?>? settings = null, string environment = "Development") =>
        StartAsync(
            database,
            settings,
            builder =>
            {
                builder.Services.AddSingleton<ProbeState>();
                builder.Services.AddControllers().AddApplicationPart(typeof(ProbeController).Assembly);
                builder.Host.ConfigureContainer<IServiceCollection>((_, collection) => services?.Invoke(collection));
            },
            environment);

    public HttpClient ClientWith(string token)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static Dictionary<string, string?> Settings(TestDatabase database) => new()
    {
        ["ConnectionStrings:Billing"] = database.ConnectionString,
        ["Auth:Issuer"] = TestTokens.Issuer,
        ["Auth:Audience"] = TestTokens.Audience,
        ["Auth:SigningKey"] = TestTokens.SigningKey,
        ["Stripe:SecretKey"] = "sk_test_tests",
        ["Stripe:WebhookSecret"] = WebhookSecret,
        // Refuses connections at once, and is no address at which a sandbox would be looked for.
        ["Stripe:ApiBase"] = "http://0.0.0.0:1",
        ["Encryption:Keys"] = "test:dGVzdHMtb25seS1lbmNyeXB0aW9uLWtleS0wMTIzNDU=",
        ["Smtp:Host"] = "127.0.0.1",
        ["Smtp:Port"] = "1",
        // Nothing happens by itself in a test.
        ["Jobs:Enabled"] = "false",
        ["Serilog:MinimumLevel:Default"] = "Error",
        ["Smtp:From"] = "billing@clientforge.example",
    };
}
