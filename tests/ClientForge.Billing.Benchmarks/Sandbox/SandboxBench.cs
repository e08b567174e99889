using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ClientForge.Billing.StripeSandbox;
using Microsoft.AspNetCore.Builder;

namespace ClientForge.Billing.Benchmarks.Sandbox;

/// <summary>
/// The Stripe sandbox: ten thousand customers with a monthly subscription are moved on by one month, renewed and charged, over HTTP as any client
/// would, with a journal on disk; then single reads are timed inside the process.
/// </summary>
internal static class SandboxBench
{
    private const int Customers = 10_000;
    private const int Reads = 5_000;
    private const int Callers = 8;
    private const long Month = 31 * 86_400 + 7200;

    /// <summary>Runs and answers the figures, in the order in which they were taken.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("sandbox-bench");
        try
        {
            await using var app = SandboxHost.Build(new SandboxOptions { Port = 0, DataFile = Path.Combine(folder.FullName, "sandbox.jsonl") });
            await app.StartAsync();
            return await MeasureAsync(app);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(WebApplication app)
    {
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromMinutes(10) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_bench");
        var price = await IdAsync(http, "/v1/prices", "currency=usd&unit_amount=2000&recurring[interval]=month&product_data[name]=Bench");
        var filling = Stopwatch.StartNew();
        var ids = await FillAsync(http, price);
        filling.Stop();

        var advancing = Stopwatch.StartNew();
        using (var moved = await http.PostAsJsonAsync("/_sandbox/clock", new { seconds = Month }))
            moved.EnsureSuccessStatusCode();
        advancing.Stop();
        var renewed = await RenewedAsync(http);
        var memory = Environment.WorkingSet / 1024 / 1024;

        return
        [
            new("sandbox: customers subscribed over HTTP", Customers / filling.Elapsed.TotalSeconds, "1/s", null, Better.Higher),
            new("sandbox: 10,000 monthly subscriptions advanced by a month", advancing.Elapsed.TotalSeconds, "s", 60, Better.Lower),
            new("sandbox: renewals charged in that month", renewed, "charges", Customers, Better.Higher),
            new("sandbox: working set afterwards, client included", memory, "MiB", 1024, Better.Lower),
            new("sandbox: GET of a customer, median", await MedianAsync(http, [.. ids.Select(id => "/v1/customers/" + id)]), "ms", 1, Better.Lower),
            new("sandbox: GET of a list of ten invoices, median", await MedianAsync(http, ["/v1/invoices?limit=10"]), "ms", 1, Better.Lower),
        ];
    }

    private static async Task<string[]> FillAsync(HttpClient http, string price)
    {
        var ids = new string[Customers];
        await Parallel.ForAsync(0, Customers, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (i, _) =>
        {
            ids[i] = await IdAsync(http, "/v1/customers", "payment_method=pm_card_visa&invoice_settings[default_payment_method]=pm_card_visa");
            await IdAsync(http, "/v1/subscriptions", $"customer={ids[i]}&items[0][price]={price}");
        });
        return ids;
    }

    private static async Task<string> IdAsync(HttpClient http, string path, string form)
    {
        using var content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <summary>Charges of the ledger beyond the first one of each subscription.</summary>
    private static async Task<double> RenewedAsync(HttpClient http)
    {
        var ledger = await http.GetFromJsonAsync<JsonElement>("/_sandbox/ledger");
        return ledger.GetProperty("data").EnumerateArray().Count(row => row.GetProperty("status").GetString() == "succeeded") - Customers;
    }

    private static async Task<double> MedianAsync(HttpClient http, string[] paths)
    {
        var times = new double[Reads];
        for (var i = 0; i < Reads; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var response = await http.GetAsync(new Uri(paths[i % paths.Length], UriKind.Relative));
            response.EnsureSuccessStatusCode();
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[Reads / 2];
    }
}
