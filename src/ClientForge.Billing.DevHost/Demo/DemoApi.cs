using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace ClientForge.Billing.DevHost.Demo;

/// <summary>Speaks HTTP as one of the people of the demo; an answer that is no success ends the demo with what was said.</summary>
internal sealed class DemoApi : IDisposable
{
    private readonly HttpClient http;

    /// <param name="server">The API or the sandbox.</param>
    /// <param name="token">Null for the development routes.</param>
    public DemoApi(Uri server, string? token)
    {
        // One request may move the clock by a month.
        http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(2) };
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Task<JsonNode> GetAsync(string path, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellation);

    public Task<JsonNode> PostAsync(string path, object body, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) }, cancellation);

    public Task<JsonNode> PutAsync(string path, object body, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) }, cancellation);

    public Task<JsonNode> DeleteAsync(string path, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Delete, path), cancellation);

    public Task<JsonNode> PostFormAsync(string path, Dictionary<string, string> form, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) }, cancellation);

    public void Dispose() => http.Dispose();

    private async Task<JsonNode> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using (request)
        {
            using var answer = await http.SendAsync(request, cancellation);
            var body = await answer.Content.ReadAsStringAsync(cancellation);
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException($"The demo stopped: {request.Method} {request.RequestUri} answered {(int)answer.StatusCode} {body}");
            return body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!;
        }
    }
}
