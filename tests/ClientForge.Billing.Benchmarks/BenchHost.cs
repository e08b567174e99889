using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ClientForge.Billing.Api.Hosting;
using ClientForge.Billing.DevHost.Postgres;
using ClientForge.Billing.DevHost.Processes;

namespace ClientForge.Billing.Benchmarks;

/// <summary>The API in this process over a durable PostgreSQL of its own, with nothing else running: no jobs, no Stripe.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    public const string SigningKey = "bench-only-signing-key-0123456789-abcdefghi";
    public const string Issuer = "clientforge-bench";
    public const string Audience = "clientforge-billing";

    private readonly DirectoryInfo _folder;
    private readonly ChildProcess _server;
    private readonly WebApplication _app;

    private BenchHost(DirectoryInfo folder, ChildProcess server, WebApplication app, string adminConnectionString)
    {
        _folder = folder;
        _server = server;
        _app = app;
        AdminConnectionString = adminConnectionString;
    }

    public string AdminConnectionString { get; }

    public Uri Address => new(_app.Urls.First());

    public static async Task<BenchHost> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("clientforge-bench-");
        var cluster = await PostgresCluster.PrepareAsync(
            new PostgresClusterOptions { DataDirectory = Path.Combine(folder.FullName, "postgres"), LogFile = Path.Combine(folder.FullName, "postgres.log"), Password = "bench" },
            cancellationToken);
        var server = await cluster.StartServerAsync(cancellationToken);
        await cluster.EnsureDatabaseAsync("bench", cancellationToken);
        var app = ApiHost.Build(["--environment", "Development", "--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(Settings(cluster.ConnectionString("bench")));
            builder.Services.AddControllers().AddApplicationPart(typeof(BenchHost).Assembly);
        });
        await app.StartAsync(cancellationToken);
        return new BenchHost(folder, server, app, cluster.AdminConnectionString("bench"));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static Dictionary<string, string?> Settings(string connectionString) => new()
    {
        ["ConnectionStrings:Billing"] = connectionString,
        ["Auth:Issuer"] = Issuer,
        ["Auth:Audience"] = Audience,
        ["Auth:SigningKey"] = SigningKey,
        ["Stripe:SecretKey"] = "sk_test_bench",
        ["Stripe:WebhookSecret"] = "whsec_bench",
        ["Stripe:ApiBase"] = "http://0.0.0.0:1",
        ["Encryption:Keys"] = "bench:YmVuY2gtb25seS1lbmNyeXB0aW9uLWtleS0wMTIzNDU=",
        ["Smtp:Host"] = "127.0.0.1",
        ["Smtp:Port"] = "1",
        ["Smtp:From"] = "billing@clientforge.example",
        ["Jobs:Enabled"] = "false",
        ["Serilog:MinimumLevel:Default"] = "Error",
    };
}
