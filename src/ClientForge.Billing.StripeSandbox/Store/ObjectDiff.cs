using System.Text.Json;
using System.Text.Json.Nodes;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Store;

/// <summary>
/// What an object looked like before, as far as it changed: nested hashes only in their changed keys, arrays whole, keys that are new as null.
/// </summary>
internal static class ObjectDiff
{
    public static JsonObject PreviousAttributes(StripeObject before, StripeObject after)
    {
        using var old = JsonSerializer.SerializeToDocument(before, before.GetType(), StripeJson.Compact);
        using var current = JsonSerializer.SerializeToDocument(after, after.GetType(), StripeJson.Compact);
        return Compare(old.RootElement, current.RootElement);
    }

    private static JsonObject Compare(JsonElement before, JsonElement after)
    {
        var previous = new JsonObject();
        foreach (var property in before.EnumerateObject())
        {
            if (!after.TryGetProperty(property.Name, out var now))
                previous[property.Name] = ToNode(property.Value);
            else if (property.Value.ValueKind == JsonValueKind.Object && now.ValueKind == JsonValueKind.Object && !IsList(now))
                AddNested(previous, property.Name, property.Value, now);
            else if (!JsonElement.DeepEquals(property.Value, now))
                previous[property.Name] = ToNode(property.Value);
        }

        foreach (var property in after.EnumerateObject().Where(property => !before.TryGetProperty(property.Name, out _)))
            previous[property.Name] = null;
        return previous;
    }

    private static void AddNested(JsonObject previous, string name, JsonElement before, JsonElement after)
    {
        if (Compare(before, after) is { Count: > 0 } nested)
            previous[name] = nested;
    }

    private static bool IsList(JsonElement element) =>
        element.TryGetProperty("object", out var kind) && kind.ValueKind == JsonValueKind.String && kind.ValueEquals("list");

    private static JsonNode? ToNode(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(element.Clone()),
        JsonValueKind.Array => JsonArray.Create(element.Clone()),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(element.Clone()),
    };
}
