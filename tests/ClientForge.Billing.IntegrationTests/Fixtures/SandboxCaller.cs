using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace ClientForge.Billing.IntegrationTests.Fixtures;

/// <summary>Talks to the sandbox as Stripe's dashboard would, and works its controls.</summary>
public sealed class SandboxCaller : IDisposable
{
    private readonly HttpClient http;

    internal SandboxCaller(Uri address, string secretKey)
    {
        http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secretKey);
    }

    /// <param name="path">Below <c>/v1/</c>.</param>
    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, $"/v1/{path}", null);

    /// <param name="path">Below <c>/v1/</c>.</param>
    /// <param name="form">Stripe's form fields: <c>("items[0][price]", "price_1")</c>.</param>
    public Task<Answer> PostAsync(string path, params (string Name, string Value)[] form) =>
        SendAsync(HttpMethod.Post, $"/v1/{path}", new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, $"/v1/{path}", null);

    /// <param name="method">GET, POST or DELETE.</param>
    /// <param name="path">Below <c>/_sandbox/</c>: faults, webhooks, ledger, requests, clock, 3ds/….</param>
    /// <param name="body">Sent as JSON.</param>
    public Task<Answer> ControlAsync(HttpMethod method, string path, object? body = null) =>
        SendAsync(method, $"/_sandbox/{path}", body is null ? null : JsonContent.Create(body));

    public void Dispose() => http.Dispose();

    private async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(method, path) { Content = content };
        return await Answer.ReadAsync(await http.SendAsync(request, cancellation), cancellation);
    }
}
