using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ClientForge.Billing.DevHost.Mail;
using ClientForge.Billing.DevHost.Processes;
using ClientForge.Billing.DevHost.Supervision;
using ClientForge.Billing.DevHost.TaxJar;
using ClientForge.Billing.IntegrationTests.Story;
using ClientForge.Billing.StripeSandbox;

namespace ClientForge.Billing.IntegrationTests.Fixtures;

/// <summary>
/// The whole product for one test class: API, Stripe sandbox, mail catcher and TaxJar stand-in in this process, each on
/// a loopback port of its own, over a database of its own. Use it as a class fixture, and a tenant per test.
/// </summary>
public class BillingWorld(TestDatabases databases) : IAsyncLifetime
{
    private const string StripeKey = "sk_test_world";
    private const string TaxJarKey = "taxjar-world";

    private readonly ScratchFolder folder = ScratchFolder.Create();
    private RunningApp sandbox = null!;
    private RunningApp mail = null!;
    private RunningApp taxJar = null!;
    private int tenants;

    public TestApi Api { get; private set; } = null!;

    public TestDatabase Database => Api.Database;

    /// <summary>The addresses of the three processes.</summary>
    public Stage Stage => new(Api.Address, sandbox.Address, mail.Address);

    /// <summary>Calls with a token of the role <c>ops</c>; its routes begin with <c>/api/v1/ops/</c>.</summary>
    public ApiCaller Ops { get; private set; } = null!;

    /// <summary>Calls without a token.</summary>
    public ApiCaller Anonymous { get; private set; } = null!;

    /// <summary>Stripe's own API as the sandbox serves it, and its controls.</summary>
    public SandboxCaller Stripe { get; private set; } = null!;

    /// <summary>Configuration on top of the world's own, by key (Section:Name).</summary>
    protected virtual IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        var smtpPort = FreePort.Find();
        mail = await RunningApp.StartAsync(
            MailCatcher.Build(new MailCatcherOptions { Folder = Path.Combine(folder.FullName, "mail"), HttpPort = 0, SmtpPort = smtpPort }), Cancellation);
        taxJar = await RunningApp.StartAsync(TaxJarStandIn.Build(IPAddress.Loopback, 0, TaxJarKey), Cancellation);
        sandbox = await RunningApp.StartAsync(
            SandboxHost.Build(new SandboxOptions { Port = 0, DataFile = null, WebhookSecret = TestApi.WebhookSecret }), Cancellation);
        Stripe = new SandboxCaller(sandbox.Address, StripeKey);

        var settings = new Dictionary<string, string?>
        {
            ["Stripe:SecretKey"] = StripeKey,
            ["Stripe:ApiBase"] = sandbox.Address.GetLeftPart(UriPartial.Authority),
            ["TaxJar:ApiKey"] = TaxJarKey,
            ["TaxJar:ApiBase"] = taxJar.Address.GetLeftPart(UriPartial.Authority),
            ["Smtp:Port"] = smtpPort.ToString(),
        };
        foreach (var (key, value) in Settings)
            settings[key] = value;
        Api = await TestApi.StartAsync(await databases.CreateAsync(Cancellation), settings);
        await WebhookRegistration.EnsureAsync(sandbox.Client, sandbox.Address, Api.Address, StripeKey, Cancellation);
        Anonymous = new ApiCaller(Api.Address, null);
        // Signed by the API: it outlives any advance of the clock.
        var opsToken = (await Anonymous.PostAsync("/dev/tokens", new { role = "ops" })).Expect(HttpStatusCode.OK);
        Ops = new ApiCaller(Api.Address, opsToken["token"].GetString());
    }

    /// <summary>A tenant nobody else uses.</summary>
    public async Task<TestTenant> CreateTenantAsync(string? email = null)
    {
        var number = Interlocked.Increment(ref tenants);
        email ??= $"tenant{number}@example.com";
        var answer = (await Anonymous.PostAsync("/dev/tenants", new { name = $"Tenant {number}", email })).Expect(HttpStatusCode.Created);
        return new TestTenant(
            answer["tenantId"].GetGuid(), email,
            new ApiCaller(Api.Address, answer["adminToken"].GetString()),
            new ApiCaller(Api.Address, answer["memberToken"].GetString()));
    }

    /// <summary>The engine's clock, which is the sandbox's too.</summary>
    public async Task<DateTimeOffset> NowAsync() => (await Anonymous.GetAsync("/dev/time"))["now"].GetDateTimeOffset();

    /// <summary>Moves both clocks; returns when every job and webhook due in between has run.</summary>
    public async Task AdvanceAsync(TimeSpan by) =>
        (await Anonymous.PostAsync("/dev/time/advance", new { seconds = (long)by.TotalSeconds })).Expect(HttpStatusCode.OK);

    public async Task AdvanceToAsync(DateTimeOffset to) =>
        (await Anonymous.PostAsync("/dev/time/advance", new { to })).Expect(HttpStatusCode.OK);

    /// <summary>Lets everything run that is due now.</summary>
    public Task SettleAsync() => AdvanceAsync(TimeSpan.FromSeconds(1));

    /// <summary>The mails to one address, oldest first.</summary>
    public async Task<IReadOnlyList<CaughtMail>> MailsToAsync(string address)
    {
        var mails = await mail.Client.GetFromJsonAsync<List<CaughtMail>>("/api/messages", Cancellation) ?? [];
        return [.. mails.Where(caught => caught.To == address).Reverse()];
    }

    public Task<byte[]> AttachmentAsync(CaughtMail caught, int index = 0) =>
        mail.Client.GetByteArrayAsync($"/api/messages/{caught.Id}/attachments/{index}", Cancellation);

    /// <summary>Every charge and refund, failed tries included, of one Stripe customer.</summary>
    public async Task<IReadOnlyList<JsonElement>> LedgerOfAsync(string stripeCustomerId)
    {
        var ledger = (await Stripe.ControlAsync(HttpMethod.Get, "ledger")).Expect(HttpStatusCode.OK);
        return [.. ledger["data"].EnumerateArray().Where(row => row.StringAt("customer") == stripeCustomerId)];
    }

    public async ValueTask DisposeAsync()
    {
        // The API first: its shutdown still talks to all the others.
        await Api.DisposeAsync();
        await sandbox.DisposeAsync();
        await taxJar.DisposeAsync();
        await mail.DisposeAsync();
        Anonymous.Dispose();
        Ops.Dispose();
        Stripe.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
