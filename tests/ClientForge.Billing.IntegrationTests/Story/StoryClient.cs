using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ClientForge.Billing.IntegrationTests.Story;

/// <summary>
/// A tenant admin's front end that does not give up: a command that got no answer, or a 5xx, is sent again with the same
/// Idempotency-Key, so that the story goes on across restarts of the API.
/// </summary>
public sealed class StoryClient(Uri api, Func<Task>? beforeCommand = null) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private const int MaxTries = 600;

    private readonly HttpClient _http = new() { BaseAddress = api, Timeout = TimeSpan.FromMinutes(2) };

    public string? Token { get; set; }

    public void Dispose() => _http.Dispose();

    public async Task<JsonNode> GetAsync(string path) => (await SendAsync(HttpMethod.Get, path, null)).Body!;

    public async Task<byte[]> GetBytesAsync(string path)
    {
        using var response = await SendRawAsync(HttpMethod.Get, path, null, null);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }

    public async Task<JsonNode> PostAsync(string path, object? body = null) => Ok(path, await SendAsync(HttpMethod.Post, path, body));

    public async Task<JsonNode> PutAsync(string path, object body) => Ok(path, await SendAsync(HttpMethod.Put, path, body));

    public async Task<JsonNode> DeleteAsync(string path) => Ok(path, await SendAsync(HttpMethod.Delete, path, null));

    /// <summary>Sends until there is an answer that is not a 5xx, always as the same request.</summary>
    public async Task<(HttpStatusCode Status, JsonNode? Body)> SendAsync(HttpMethod method, string path, object? body)
    {
        if (method != HttpMethod.Get && beforeCommand is not null)
            await beforeCommand();
        using var response = await SendRawAsync(method, path, body, method == HttpMethod.Get ? null : Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString());
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, string.IsNullOrEmpty(text) ? null : JsonNode.Parse(text));
    }

    private static JsonNode Ok(string path, (HttpStatusCode Status, JsonNode? Body) answer)
    {
        Assert.True((int)answer.Status is >= 200 and < 300, string.Create(CultureInfo.InvariantCulture, $"{path}: {(int)answer.Status} {answer.Body}"));
        return answer.Body ?? new JsonObject();
    }

    private async Task<HttpResponseMessage> SendRawAsync(HttpMethod method, string path, object? body, string? key)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, path);
            if (Token is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
            if (key is not null)
                request.Headers.Add("Idempotency-Key", key);
            if (body is not null)
                request.Content = new StringContent(System.Text.Json.JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
            try
            {
                var response = await _http.SendAsync(request);
                if (!IsTransient(response, key) || attempt == MaxTries)
                    return response;
                response.Dispose();
            }
            catch (HttpRequestException) when (attempt < MaxTries)
            {
                // The API is down at the moment; whoever runs it starts it again.
            }

            await Task.Delay(Pause);
        }
    }

    // A concurrent twin answers 409 while the request that lost its connection is still being worked on.
    private static bool IsTransient(HttpResponseMessage response, string? key) =>
        (int)response.StatusCode >= 500 || response.StatusCode == HttpStatusCode.TooManyRequests ||
        (response.StatusCode == HttpStatusCode.Conflict && key is not null && response.Headers.RetryAfter is not null);
}
