using System.Text.Json.Nodes;

namespace ClientForge.Billing.DevHost.Supervision;

/// <summary>Tells the sandbox where the API takes webhooks, as an operator does once in Stripe's dashboard.</summary>
internal static class WebhookRegistration
{
    private const string Route = "/v1/webhook_endpoints";
    private const string Description = "ClientForge Billing, first replica";

    public static async Task EnsureAsync(HttpClient http, Uri sandbox, Uri api, string secretKey, CancellationToken cancellation)
    {
        var url = new Uri(api, "/api/v1/billing/webhooks/stripe").AbsoluteUri;
        var endpoints = (await SendAsync(HttpMethod.Get, $"{Route}?limit=100", []))["data"]!.AsArray();
        var known = endpoints.FirstOrDefault(endpoint => (string?)endpoint?["description"] == Description);
        if (known is null)
            await SendAsync(HttpMethod.Post, Route, new() { ["url"] = url, ["enabled_events[]"] = "*", ["description"] = Description });
        else if ((string?)known["url"] != url)
            await SendAsync(HttpMethod.Post, $"{Route}/{(string?)known["id"]}", new() { ["url"] = url });

        async Task<JsonNode> SendAsync(HttpMethod method, string path, Dictionary<string, string> form)
        {
            using var request = new HttpRequestMessage(method, new Uri(sandbox, path));
            request.Headers.Authorization = new("Bearer", secretKey);
            if (form.Count > 0)
                request.Content = new FormUrlEncodedContent(form);
            using var answer = await http.SendAsync(request, cancellation);
            var body = await answer.Content.ReadAsStringAsync(cancellation);
            return answer.IsSuccessStatusCode
                ? JsonNode.Parse(body)!
                : throw new InvalidOperationException($"The sandbox refused the webhook endpoint: {(int)answer.StatusCode} {body}");
        }
    }
}
