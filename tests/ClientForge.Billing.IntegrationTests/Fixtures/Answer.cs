using System.Net;
using System.Text.Json;

namespace ClientForge.Billing.IntegrationTests.Fixtures;

/// <summary>What an HTTP route answered, read to its end.</summary>
public sealed record Answer(HttpStatusCode Status, JsonElement Body, string Text)
{
    /// <summary>The stable word of a problem.</summary>
    public string? Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <summary>A member of the body, by its path: <c>plan.name</c>, <c>data.0.id</c>.</summary>
    public JsonElement this[string path] => Body.At(path);

    /// <exception cref="HttpRequestException">The status is another one; the message holds the body.</exception>
    public Answer Expect(HttpStatusCode status) => Status == status
        ? this
        : throw new HttpRequestException($"Expected {(int)status}, got {(int)Status}: {Text}");

    internal static async Task<Answer> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(cancellation);
            var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) ?? false;
            return new Answer(response.StatusCode, isJson ? JsonElement.Parse(text) : default, text);
        }
    }
}

public static class JsonPath
{
    /// <summary>Walks objects by name and arrays by index; a missing member fails and says which.</summary>
    public static JsonElement At(this JsonElement element, string path)
    {
        foreach (var step in path.Split('.'))
        {
            element = element.ValueKind == JsonValueKind.Array
                ? element[int.Parse(step)]
                : element.TryGetProperty(step, out var member)
                    ? member
                    : throw new KeyNotFoundException($"No '{step}' of '{path}' in {element}");
        }
        return element;
    }

    public static string? StringAt(this JsonElement element, string path) => element.At(path).GetString();

    public static long LongAt(this JsonElement element, string path) => element.At(path).GetInt64();
}
