using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ClientForge.Billing.DevHost.Processes;
using ClientForge.Billing.IntegrationTests.DevHost;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.IntegrationTests.Usage;

namespace ClientForge.Billing.Simulation;

/// <summary>
/// Usage under crashes, and by the million: <c>./simulate.sh Campaign_ 1 2000000</c> plays so many events. How often the API is
/// killed and PostgreSQL stopped comes from <c>USAGE_KILLS</c> and <c>USAGE_POSTGRES_STOPS</c>.
/// </summary>
public sealed class UsageTests
{
    private const int Clients = 8;
    private const int LongestPause = 1_500;

    private static int Seed => Number("SIMULATION_SEED", 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Campaign_TwoReplicas_RecordedReportedAndInvoicedAlike()
    {
        using var folder = ScratchFolder.Create();
        await using var host = await DevHostProcess.StartAsync(folder.FullName, new() { ["BILLING_REPLICAS"] = "2" }, Cancellation);
        var settings = new UsageCampaignSettings { Seed = Seed, Events = Number("SIMULATION_COUNT", 60_000), Tenants = 4, Months = 3 };

        using var campaign = new UsageCampaign(settings, host.Stage, [host.Api, new UriBuilder(host.Api) { Port = host.Api.Port + 1 }.Uri]);

        await campaign.PlayAsync();
    }

    [Fact]
    public async Task Ingest_ApiAndPostgresKilledUnderLoad_CountsWhatWasAcknowledgedOnce()
    {
        using var folder = ScratchFolder.Create();
        await using var host = await DevHostProcess.StartAsync(folder.FullName, Cancellation);
        using var admin = new ApiCaller(host.Api, host.Value("Admin token "));
        var tenant = new TestTenant(Guid.Empty, "", admin, admin);
        await tenant.SubscribeAsync();

        using var over = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(number => new Client(host.Api, host.Value("Admin token "), folder.FullName, number)).ToArray();
        var running = clients.Select(client => client.RunAsync(over.Token)).ToArray();
        await KillAsync(host, "ClientForge.Billing.Api.dll", StopSignal.Kill, Number("USAGE_KILLS", 20));
        await KillAsync(host, "postgres", StopSignal.Quit, Number("USAGE_POSTGRES_STOPS", 5));
        await over.CancelAsync();
        await Task.WhenAll(running);

        // From what is on disk, as whoever lost his memory would.
        var acknowledged = clients.SelectMany(client => File.ReadAllLines(client.Journal)).ToArray();
        Assert.Equal(acknowledged.Length, acknowledged.Distinct().Count());
        var total = (await admin.GetAsync("usage?metric=api_calls")).Expect(HttpStatusCode.OK)["total"].GetInt64();
        Assert.Equal(acknowledged.Sum(line => long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)), total);
        Assert.True(acknowledged.Length > Clients, "There was no load.");
    }

    // A random while apart, each only when what the last one killed is up again.
    private static async Task KillAsync(DevHostProcess host, string name, StopSignal signal, int times)
    {
        var random = new Random(Seed);
        for (var i = 0; i < times; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500 + random.Next(LongestPause)), Cancellation);
            IReadOnlyList<int> running;
            while ((running = host.Children(name)).Count == 0)
                await Task.Delay(TimeSpan.FromMilliseconds(20), Cancellation);
            Signals.Send(running[0], signal);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(LongestPause), Cancellation);
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>Sends events one after the other, each until it is acknowledged, and writes down what was.</summary>
    private sealed class Client(Uri api, string token, string folder, int number)
    {
        public string Journal { get; } = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"acknowledged-{number}"));

        public async Task RunAsync(CancellationToken over)
        {
            using var http = new HttpClient { BaseAddress = api, Timeout = TimeSpan.FromSeconds(10) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            await using var journal = new FileStream(Journal, FileMode.CreateNew);
            for (var i = 0; !over.IsCancellationRequested; i++)
            {
                var (key, quantity) = (string.Create(CultureInfo.InvariantCulture, $"{number}-{i}"), 1 + (i % 7));
                while (!await SendAsync(http, key, quantity))
                    await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
                await journal.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"{key} {quantity}\n"), CancellationToken.None);
                journal.Flush(flushToDisk: true);
            }
        }

        private static async Task<bool> SendAsync(HttpClient http, string key, int quantity)
        {
            try
            {
                using var answer = await http.PostAsJsonAsync(
                    "/api/v1/billing/usage/report", new { metric = "api_calls", quantity, idempotencyKey = key }, CancellationToken.None);
                return answer.StatusCode == HttpStatusCode.Accepted;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                return false; // cut off: sent again under the same key
            }
        }
    }
}
