using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClientForge.Billing.DevHost.Supervision;

/// <summary>The tenant that the printed token belongs to: made at the first start, the same one ever after.</summary>
internal sealed record DevTenant(Guid TenantId, string AdminToken, string OpsToken)
{
    public static async Task<DevTenant> EnsureAsync(Uri api, string dataDirectory, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = api };
        var file = Path.Combine(dataDirectory, "tenant.json");
        var known = File.Exists(file)
            ? JsonSerializer.Deserialize<Known>(await File.ReadAllTextAsync(file, cancellation))!
            : await CreateAsync(http, file, cancellation);
        return new DevTenant(
            known.TenantId,
            await TokenAsync(http, new { known.TenantId, role = "billing_admin" }, cancellation),
            await TokenAsync(http, new { role = "ops" }, cancellation));
    }

    private static async Task<Known> CreateAsync(HttpClient http, string file, CancellationToken cancellation)
    {
        var created = await PostAsync<Known>(http, "/dev/tenants", new { name = "Acme Inc.", email = "billing@acme.example" }, cancellation);
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(created), cancellation);
        return created;
    }

    private static async Task<string> TokenAsync(HttpClient http, object body, CancellationToken cancellation) =>
        (await PostAsync<Token>(http, "/dev/tokens", body, cancellation)).Value;

    private static async Task<T> PostAsync<T>(HttpClient http, string path, object body, CancellationToken cancellation)
    {
        using var answer = await http.PostAsJsonAsync(path, body, cancellation);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<T>(cancellation))!;
    }

    private sealed record Known(Guid TenantId);

    private sealed record Token([property: JsonPropertyName("token")] string Value);
}
