using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ClientForge.Billing.StripeSandbox;
using Microsoft.AspNetCore.Builder;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>A sandbox on a free port, spoken to over HTTP as any client would.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SandboxServer(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
        Http = new HttpClient { BaseAddress = address };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_key");
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public static async Task<SandboxServer> StartAsync(string? dataFile = null, string? webhookSecret = null)
    {
        var app = SandboxHost.Build(new SandboxOptions { Port = 0, DataFile = dataFile, WebhookSecret = webhookSecret });
        await app.StartAsync();
        return new SandboxServer(app, new Uri(app.Urls.First()));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public Task<SandboxAnswer> PostAsync(string path, string form = "", string? key = null) => SendAsync(HttpMethod.Post, path, form, key);

    public Task<SandboxAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<SandboxAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    /// <summary>Posts and expects success; answers the object.</summary>
    public async Task<JsonElement> CreateAsync(string path, string form = "")
    {
        var answer = await PostAsync(path, form);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body.GetRawText());
        return answer.Body;
    }

    public async Task<string> CreateIdAsync(string path, string form = "") => (await CreateAsync(path, form)).GetProperty("id").GetString()!;

    /// <summary>A customer with the card of a token as its default.</summary>
    public Task<string> CustomerWithCardAsync(string token) =>
        CreateIdAsync("/v1/customers", $"email=a@example.com&payment_method={token}&invoice_settings[default_payment_method]={token}");

    /// <summary>A control under <c>/_sandbox</c>.</summary>
    public async Task<JsonElement> ControlAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, "/_sandbox" + path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>Types of all events so far, the oldest first.</summary>
    public async Task<List<string>> EventTypesAsync()
    {
        var events = await GetAsync("/v1/events?limit=100");
        return events.Body.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("type").GetString()!).Reverse().ToList();
    }

    private async Task<SandboxAnswer> SendAsync(HttpMethod method, string path, string? form = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (form is not null)
            request.Content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return new SandboxAnswer(response.StatusCode, body, response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value)));
    }
}

/// <summary>What came back.</summary>
public sealed record SandboxAnswer(HttpStatusCode Status, JsonElement Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Error => Body.GetProperty("error");

    public string? ErrorText(string name) => Error.TryGetProperty(name, out var value) ? value.GetString() : null;
}
