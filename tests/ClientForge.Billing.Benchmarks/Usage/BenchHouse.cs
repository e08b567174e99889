using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ClientForge.Billing.Api.Hosting;
using ClientForge.Billing.DevHost.Postgres;
using ClientForge.Billing.DevHost.Processes;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace ClientForge.Billing.Benchmarks.Usage;

/// <summary>A durable PostgreSQL of its own and two API replicas over it, with subscribed tenants.</summary>
public sealed class BenchHouse : IAsyncDisposable
{
    private const string DatabaseName = "bench";

    private readonly DirectoryInfo _folder;
    private readonly ChildProcess _server;
    private readonly List<WebApplication> _replicas = [];

    private BenchHouse(DirectoryInfo folder, ChildProcess server, string connectionString, string adminConnectionString)
    {
        _folder = folder;
        _server = server;
        ConnectionString = connectionString;
        AdminConnectionString = adminConnectionString;
    }

    public string ConnectionString { get; }

    public string AdminConnectionString { get; }

    public IReadOnlyList<Uri> Addresses => [.. _replicas.Select(replica => new Uri(replica.Urls.First()))];

    public IServiceProvider Services => _replicas[0].Services;

    public IReadOnlyList<Guid> Tenants { get; private set; } = [];

    public string ServiceToken { get; private set; } = "";

    public static async Task<BenchHouse> StartAsync(int tenants)
    {
        var folder = Directory.CreateTempSubdirectory("clientforge-bench-");
        var cluster = await PostgresCluster.PrepareAsync(
            new PostgresClusterOptions
            {
                DataDirectory = Path.Combine(folder.FullName, "postgres"),
                LogFile = Path.Combine(folder.FullName, "postgres.log"),
                Durable = true,
                Password = "bench",
            },
            CancellationToken.None);
        var server = await cluster.StartServerAsync(CancellationToken.None);
        await cluster.EnsureDatabaseAsync(DatabaseName, CancellationToken.None);
        var house = new BenchHouse(folder, server, cluster.ConnectionString(DatabaseName), cluster.AdminConnectionString(DatabaseName));
        for (var i = 0; i < 2; i++)
            await house.StartReplicaAsync();
        await house.PrepareAsync(tenants);
        return house;
    }

    public HttpClient Client(Guid tenantId, int connections = 1, int replica = 0)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections }) { BaseAddress = Addresses[replica], Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServiceToken);
        client.DefaultRequestHeaders.Add("X-Tenant-Id", tenantId.ToString());
        return client;
    }

    /// <summary>A token of one of the tenant's people.</summary>
    public Task<string> MemberTokenAsync(Guid tenantId) => TokenAsync(new { role = "member", tenantId });

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas)
            await replica.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task StartReplicaAsync()
    {
        var app = ApiHost.Build(["--environment", "Development", "--urls", "http://127.0.0.1:0"], builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Billing"] = $"{ConnectionString};Maximum Pool Size=80",
            ["Stripe:ApiBase"] = "http://0.0.0.0:1",
            ["Stripe:SecretKey"] = "sk_test_bench",
            ["Jobs:Enabled"] = "false",
            ["RateLimit:RequestsPerMinute"] = "0",
            ["RateLimit:UsageRequestsPerMinute"] = "0",
            ["Serilog:MinimumLevel:Default"] = "Error",
        }));
        NaiveIngest.Map(app, ConnectionString);
        await app.StartAsync();
        _replicas.Add(app);
    }

    private async Task<string> TokenAsync(object of)
    {
        using var http = new HttpClient { BaseAddress = Addresses[0] };
        var answer = await (await http.PostAsJsonAsync("/dev/tokens", of)).Content.ReadFromJsonAsync<JsonElement>();
        return answer.GetProperty("token").GetString()!;
    }

    private async Task PrepareAsync(int tenants)
    {
        ServiceToken = await TokenAsync(new { role = "service" });
        await using var connection = new NpgsqlConnection(AdminConnectionString);
        Tenants = (await connection.QueryAsync<Guid>(
            """
            insert into organizations (id, name, created_at) select gen_random_uuid(), 'Tenant ' || n, now() from generate_series(1, @tenants) as n;
            insert into subscriptions (tenant_id, id, stripe_subscription_id, stripe_customer_id, plan_id, plan_price_id, status, quantity, currency, interval,
                unit_amount, current_period_start, current_period_end, billing_cycle_anchor, stripe_items, has_begun, created_at, updated_at)
            select o.id, gen_random_uuid(), 'sub_' || o.id, 'cus_' || o.id, p.id, r.id, 'active', 1, 'usd', 'month', 1900,
                date_trunc('day', now()) - interval '1 day', date_trunc('day', now()) + interval '20 days', date_trunc('day', now()) - interval '1 day',
                '[]', true, now() - interval '1 day', now()
            from organizations o
            join subscription_plans p on p.code = 'basic'
            join plan_prices r on r.plan_id = p.id and r.currency = 'usd' and r.interval = 'month' and r.active;
            """ + NaiveIngest.Schema + "select id from organizations order by id",
            new { tenants })).AsList();
    }
}
