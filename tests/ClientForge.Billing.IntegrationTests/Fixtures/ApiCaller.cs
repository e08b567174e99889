using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace ClientForge.Billing.IntegrationTests.Fixtures;

/// <summary>Calls one server with one token; a path without a leading slash lies under the tenant routes.</summary>
public sealed class ApiCaller(Uri server, string? token) : IDisposable
{
    private readonly HttpClient http = Create(server, token);

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, null);

    /// <summary>Without a body when it is null; a string is sent as it is, anything else as JSON.</summary>
    public Task<Answer> PostAsync(string path, object? body = null, string? idempotencyKey = null) =>
        SendAsync(HttpMethod.Post, path, body, idempotencyKey);

    public Task<Answer> PutAsync(string path, object body, string? idempotencyKey = null) =>
        SendAsync(HttpMethod.Put, path, body, idempotencyKey);

    public Task<Answer> DeleteAsync(string path, string? idempotencyKey = null) =>
        SendAsync(HttpMethod.Delete, path, null, idempotencyKey);

    public Task<byte[]> GetBytesAsync(string path) => http.GetByteArrayAsync(Under(path), TestContext.Current.CancellationToken);

    public void Dispose() => http.Dispose();

    private async Task<Answer> SendAsync(HttpMethod method, string path, object? body, string? idempotencyKey)
    {
        using var request = new HttpRequestMessage(method, Under(path)) { Content = Content(body) };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        var cancellation = TestContext.Current.CancellationToken;
        return await Answer.ReadAsync(await http.SendAsync(request, cancellation), cancellation);
    }

    private static string Under(string path) => path.StartsWith('/') ? path : $"/api/v1/billing/{path}";

    private static HttpContent? Content(object? body) => body switch
    {
        null => null,
        string json => new StringContent(json, Encoding.UTF8, "application/json"),
        HttpContent content => content,
        _ => JsonContent.Create(body),
    };

    private static HttpClient Create(Uri server, string? token)
    {
        // A year of billing passes in one request.
        var client = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(5) };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
