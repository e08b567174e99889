using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using ClientForge.Billing.StripeSandbox;
using Microsoft.AspNetCore.Builder;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>A sandbox of its own for one test, whose clock stands until the test moves it, spoken to over HTTP.</summary>
internal sealed class BillingSandbox : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http;

    private BillingSandbox(WebApplication app, HttpClient http)
    {
        this.app = app;
        this.http = http;
    }

    /// <summary>Starts a sandbox whose clock shows <paramref name="start"/> (UTC).</summary>
    public static async Task<BillingSandbox> StartAsync(string start = "2026-01-15T00:00:00")
    {
        var app = SandboxHost.Build(new SandboxOptions { Port = 0, Time = new StandingTime(At(start)) });
        await app.StartAsync(TestContext.Current.CancellationToken);
        var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", "sk_test_billing");
        return new(app, http);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    /// <summary>Unix seconds of a UTC time.</summary>
    public static long At(string utc) =>
        DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds();

    public Task<JsonElement> PostAsync(string path, params (string Name, object Value)[] parameters) =>
        SendAsync(HttpMethod.Post, path, parameters, 200);

    public Task<JsonElement> GetAsync(string path) => SendAsync(HttpMethod.Get, path, [], 200);

    public Task<JsonElement> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, [], 200);

    /// <summary>The raw answer.</summary>
    public Task<HttpResponseMessage> AnswerAsync(HttpMethod method, string path) =>
        http.SendAsync(new HttpRequestMessage(method, path), TestContext.Current.CancellationToken);

    /// <summary>Expects a refusal and answers its <c>error</c>.</summary>
    public async Task<JsonElement> RefusedAsync(int status, string path, params (string Name, object Value)[] parameters) =>
        (await SendAsync(HttpMethod.Post, path, parameters, status)).GetProperty("error");

    /// <summary>Moves the clock through everything due on the way.</summary>
    public Task AdvanceToAsync(long target) => ControlAsync("/_sandbox/clock", new { to = DateTimeOffset.FromUnixTimeSeconds(target) });

    /// <summary>Posts to one of the sandbox's own controls.</summary>
    public async Task ControlAsync(string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public Task AdvanceToAsync(string utc) => AdvanceToAsync(At(utc));

    /// <summary>The types of all events that are kept, the oldest first.</summary>
    public async Task<string[]> EventTypesAsync() => [.. (await EventsAsync()).Select(item => item.GetProperty("type").GetString()!)];

    /// <summary>Every event, the oldest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> EventsAsync()
    {
        var events = new List<JsonElement>();
        var cursor = "";
        while (true)
        {
            var page = await GetAsync("/v1/events?limit=100" + cursor);
            events.AddRange(page.GetProperty("data").EnumerateArray());
            if (!page.GetProperty("has_more").GetBoolean())
                break;
            cursor = "&starting_after=" + events[^1].GetProperty("id").GetString();
        }
        events.Reverse();
        return events;
    }

    private async Task<JsonElement> SendAsync(
        HttpMethod method, string path, (string Name, object Value)[] parameters, int status)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
        {
            request.Content = new FormUrlEncodedContent(parameters.Select(parameter => KeyValuePair.Create(
                parameter.Name, Convert.ToString(parameter.Value, CultureInfo.InvariantCulture)!)));
        }
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)response.StatusCode == status, $"{method} {path} answered {(int)response.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private sealed class StandingTime(long start) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(start);
    }
}

/// <summary>Short ways into answers.</summary>
internal static class BillingJson
{
    public static string Id(this JsonElement element) => element.Text("id");

    /// <summary>A text by a path such as <c>items.data.0.id</c>.</summary>
    public static string Text(this JsonElement element, string path) => element.At(path).GetString()!;

    public static long Long(this JsonElement element, string path) => element.At(path).GetInt64();

    public static bool Is(this JsonElement element, string path) => element.At(path).GetBoolean();

    public static bool IsNull(this JsonElement element, string path) => element.At(path).ValueKind == JsonValueKind.Null;

    public static JsonElement[] Items(this JsonElement element, string path) => [.. element.At(path).EnumerateArray()];

    public static JsonElement At(this JsonElement element, string path)
    {
        foreach (var name in path.Split('.'))
            element = element.ValueKind == JsonValueKind.Array ? element[int.Parse(name)] : element.GetProperty(name);
        return element;
    }
}
