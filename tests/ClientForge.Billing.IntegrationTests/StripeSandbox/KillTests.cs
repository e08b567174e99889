using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>A sandbox in a process of its own that is killed in the middle of its work loses nothing it has told anyone.</summary>
public sealed class KillTests : IAsyncLifetime
{
    private const int Kills = 3;
    private readonly string _folder = Directory.CreateTempSubdirectory("sandbox-kill").FullName;
    private readonly int _port = FreePort();
    private readonly HttpClient _http = new();
    private Process? _process;

    public async ValueTask InitializeAsync()
    {
        _http.BaseAddress = new Uri($"http://127.0.0.1:{_port}");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_kill");
        await StartAsync();
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Store_KilledWhileWriting_KeepsEverythingItAnswered()
    {
        var answered = new ConcurrentDictionary<string, string>();
        for (var round = 0; round < Kills; round++)
        {
            var callers = Enumerable.Range(0, 4).Select(caller => WriteUntilDeadAsync($"{round}-{caller}", answered)).ToList();
            var enough = answered.Count + 40;
            while (answered.Count < enough && !callers.All(caller => caller.IsCompleted))
                await Task.Yield();
            Kill();
            await Task.WhenAll(callers);
            await StartAsync();
        }

        Assert.InRange(answered.Count, 40 * Kills, int.MaxValue);
        foreach (var (key, id) in answered)
        {
            Assert.Equal(key, (await GetAsync($"/v1/payment_intents/{id}")).Text("metadata.key"));
            var (replayed, body) = await PayAsync(key);
            Assert.Equal((true, id), (replayed, body.Id()));
        }

        var ledger = (await GetAsync("/_sandbox/ledger")).Items("data");
        Assert.Equal(ledger.Length, ledger.DistinctBy(row => row.Text("paymentIntent")).Count());
    }

    private async Task WriteUntilDeadAsync(string caller, ConcurrentDictionary<string, string> answered)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                var key = $"{caller}-{i}";
                answered[key] = (await PayAsync(key)).Body.Id();
            }
            catch (Exception error) when (error is HttpRequestException or IOException or JsonException)
            {
                return;
            }
        }
    }

    private async Task<(bool Replayed, JsonElement Body)> PayAsync(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/payment_intents");
        request.Headers.Add("Idempotency-Key", key);
        request.Content = new StringContent(
            $"amount=500&currency=usd&payment_method=pm_card_visa&confirm=true&metadata[key]={key}", new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return (response.Headers.Contains("Idempotent-Replayed"), await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    private Task<JsonElement> GetAsync(string path) => _http.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    private async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ClientForge.Billing.StripeSandbox.dll")])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["STRIPE_SANDBOX_PORT"] = _port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["Sandbox__DataFile"] = Path.Combine(_folder, "sandbox.jsonl");
        _process = Process.Start(start)!;
        while (true)
        {
            try
            {
                await GetAsync("/_sandbox/clock");
                return;
            }
            catch (HttpRequestException)
            {
                Assert.False(_process.HasExited, "The sandbox ended by itself.");
                await Task.Yield();
            }
        }
    }

    /// <summary>SIGKILL: nothing is flushed, nobody is told.</summary>
    private void Kill()
    {
        if (_process is null)
            return;
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
