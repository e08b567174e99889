using ClientForge.Billing.Data;
using ClientForge.Billing.Services;
using ClientForge.Billing.Services.Jobs;
using ClientForge.Billing.Services.Notifications;
using ClientForge.Billing.StripeSandbox;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClientForge.Billing.IntegrationTests.Fixtures;

/// <summary>
/// The services over a database of their own and a sandbox inside this process, on one clock that the test moves. For what
/// cannot be seen from outside over HTTP: crashes at a given point, lost leases, the queues.
/// </summary>
public sealed class ServiceHarness : IAsyncDisposable
{
    public const string WebhookSecret = "whsec_first";
    public const string SecondWebhookSecret = "whsec_second";

    private const string StripeKey = "sk_test_harness";

    /// <summary>Whole seconds, as Stripe's times are.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    private readonly RunningApp sandbox;
    private readonly ServiceProvider provider;

    private ServiceHarness(TestDatabase database, RunningApp sandbox, ServiceProvider provider)
    {
        TestDatabase = database;
        this.sandbox = sandbox;
        this.provider = provider;
        Stripe = new SandboxCaller(sandbox.Address, StripeKey);
    }

    public TestDatabase TestDatabase { get; }

    public ManualClock Clock => Get<ManualClock>();

    public StripeFaults Faults => Get<StripeFaults>();

    public RecordingMail Mail => Get<RecordingMail>();

    public Database Database => Get<Database>();

    /// <summary>Stripe's own API as the sandbox serves it.</summary>
    public SandboxCaller Stripe { get; }

    public static async Task<ServiceHarness> StartAsync(
        TestDatabases databases, CancellationToken cancellation, Action<IServiceCollection>? configure = null, string? connectionString = null)
    {
        var database = await databases.CreateAsync(cancellation);
        var clock = new ManualClock(Start);
        var sandbox = await RunningApp.StartAsync(
            SandboxHost.Build(new SandboxOptions { Port = 0, WebhookSecret = WebhookSecret, Time = clock }), cancellation);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(clock);
        services.AddSingleton<TimeProvider>(clock);
        services.AddBillingData(connectionString ?? database.ConnectionString);
        services.AddBillingServices(Settings(sandbox.Address));
        AddOutsides(services);
        configure?.Invoke(services);
        return new ServiceHarness(database, sandbox, services.BuildServiceProvider(validateScopes: true));
    }

    public T Get<T>()
        where T : notnull => provider.GetRequiredService<T>();

    public IRecurringJob Job(string name) => provider.GetServices<IRecurringJob>().Single(job => job.Name == name);

    /// <summary>Moves the clock from one due instant of a job to the next and runs it, up to the given instant.</summary>
    public async Task RunUntilAsync(string job, DateTimeOffset end, CancellationToken cancellation)
    {
        while (await Job(job).NextDueAsync(cancellation) is { } due && due <= end)
        {
            if (due > Clock.GetUtcNow())
                Clock.Advance(due - Clock.GetUtcNow());
            await Job(job).RunAsync(cancellation);
        }

        if (end > Clock.GetUtcNow() && end != DateTimeOffset.MaxValue)
            Clock.Advance(end - Clock.GetUtcNow());
    }

    /// <summary>Adds an organization, as the CRM would.</summary>
    public async Task<Guid> AddTenantAsync(CancellationToken cancellation)
    {
        var tenantId = Guid.CreateVersion7(Clock.GetUtcNow());
        await ExecuteAsync("insert into organizations (id, name, created_at) values (@tenantId, 'Acme', @now)", new { tenantId, now = Clock.GetUtcNow() }, cancellation);
        return tenantId;
    }

    /// <summary>Runs SQL as the superuser, beside the product.</summary>
    public async Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken cancellation)
    {
        await using var connection = await TestDatabase.OpenAsAdminAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
    }

    /// <summary>Reads as the superuser, beside the product.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters, CancellationToken cancellation)
    {
        await using var connection = await TestDatabase.OpenAsAdminAsync(cancellation);
        return [.. await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellation))];
    }

    public async Task<T> QuerySingleAsync<T>(string sql, object? parameters, CancellationToken cancellation) =>
        (await QueryAsync<T>(sql, parameters, cancellation)).Single();

    public async ValueTask DisposeAsync()
    {
        Stripe.Dispose();
        await provider.DisposeAsync();
        await sandbox.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
    }

    private static void AddOutsides(ServiceCollection services)
    {
        services.AddSingleton<StripeFaults>();
        services.AddHttpClient("StripeClient").AddHttpMessageHandler(provider => provider.GetRequiredService<StripeFaults>());
        services.AddSingleton<RecordingMail>();
        services.AddSingleton<IMailSender>(provider => provider.GetRequiredService<RecordingMail>());
        services.AddSingleton<IMailComposer>(provider => provider.GetRequiredService<RecordingMail>());
    }

    private static IConfiguration Settings(Uri sandbox) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Encryption:Keys"] = "test:dGVzdHMtb25seS1lbmNyeXB0aW9uLWtleS0wMTIzNDU=",
        ["Smtp:Host"] = "127.0.0.1",
        ["Smtp:Port"] = "1",
        ["Smtp:From"] = "billing@clientforge.example",
        ["Stripe:SecretKey"] = StripeKey,
        ["Stripe:WebhookSecret"] = $"{WebhookSecret}, {SecondWebhookSecret}",
        ["Stripe:ApiBase"] = sandbox.ToString().TrimEnd('/'),
    }).Build();
}
