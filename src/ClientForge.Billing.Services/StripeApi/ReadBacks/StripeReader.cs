using System.Net;
using System.Text.Json;
using Stripe;

namespace ClientForge.Billing.Services.StripeApi.ReadBacks;

/// <summary>Reads Stripe's objects as JSON, where the type does not matter.</summary>
public sealed class StripeReader(StripeClient stripe)
{
    private const int MaxPages = 50;

    /// <returns>The object; null when Stripe does not know it.</returns>
    /// <exception cref="StripeException">Any other failure.</exception>
    public async Task<JsonElement?> FindAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(path, cancellationToken);
        }
        catch (StripeException e) when (e.HttpStatusCode == HttpStatusCode.NotFound && e.StripeError?.Code == "resource_missing")
        {
            return null;
        }
    }

    /// <summary>All objects of a list, page by page, newest first.</summary>
    /// <param name="path">With a query, without <c>limit</c>.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="StripeException">A page could not be read, or the list is endless.</exception>
    public async IAsyncEnumerable<JsonElement> ListAsync(string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var separator = path.Contains('?') ? '&' : '?';
        var after = "";
        for (var page = 0; page < MaxPages; page++)
        {
            var list = await GetAsync($"{path}{separator}limit=100{after}", cancellationToken);
            var last = "";
            foreach (var item in list.GetProperty("data").EnumerateArray())
            {
                last = item.GetProperty("id").GetString()!;
                yield return item;
            }

            if (!list.GetProperty("has_more").GetBoolean() || last.Length == 0)
                yield break;
            after = $"&starting_after={Uri.EscapeDataString(last)}";
        }

        throw new StripeException($"The list {path} has more than {MaxPages} pages.");
    }

    private async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        var response = await stripe.RawRequestAsync(HttpMethod.Get, path, cancellationToken: cancellationToken);
        using var document = JsonDocument.Parse(response.Content);
        return document.RootElement.Clone();
    }
}

/// <summary>Short reads of JSON members that may be absent.</summary>
internal static class JsonReading
{
    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value
            : null;

    /// <summary>An id, whether the member is expanded or not.</summary>
    public static string? Id(this JsonElement element, string name) => element.Text(name) ?? element.Member(name)?.Text("id");

    public static long? Number(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : null;

    public static bool IsTrue(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
