using System.Text.Json;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>
/// Compares served objects with Stripe's own published samples (Samples/stripe-samples.json): each key of a sample must be there, of the same JSON
/// kind, nulls allowed on either side, at every depth.
/// </summary>
internal static class SampleShapes
{
    /// <summary>Members the samples still carry although this version has dropped them.</summary>
    private static readonly string[] Leftovers = ["invoice.subscription", "charge.refunds"];

    /// <summary>Absent by design: a custom line, an upcoming invoice, a method that is no card, a metered item.</summary>
    private static readonly string[] Optional =
        ["credit_note_line_item.invoice_line_item", "invoice.id", "payment_method.card", "subscription_item.quantity"];

    public static IReadOnlyDictionary<string, JsonElement> Samples { get; } = Load();

    /// <summary>Every object inside an answer that has a sample, with the sample's name.</summary>
    public static IEnumerable<(string Name, JsonElement Object)> Objects(JsonElement answer)
    {
        if (answer.ValueKind == JsonValueKind.Array)
            return answer.EnumerateArray().SelectMany(Objects);
        if (answer.ValueKind != JsonValueKind.Object)
            return [];
        var inner = answer.EnumerateObject().SelectMany(member => Objects(member.Value));
        return NameOf(answer) is { } name && Samples.ContainsKey(name) ? inner.Prepend((name, answer)) : inner;
    }

    /// <summary>What a served object lacks or shows as another kind.</summary>
    public static IEnumerable<string> Differences(string path, JsonElement sample, JsonElement served)
    {
        foreach (var member in sample.EnumerateObject().Where(member => !IsLeftover(path, member.Name)))
        {
            var inner = $"{path}.{member.Name}";
            if (!served.TryGetProperty(member.Name, out var value))
            {
                if (!Optional.Contains(inner))
                    yield return $"{inner} is missing";
            }
            else if (member.Value.ValueKind != JsonValueKind.Null && value.ValueKind != JsonValueKind.Null && !SameKind(member.Value, value))
            {
                yield return $"{inner} is {value.ValueKind} instead of {member.Value.ValueKind}";
            }
            else if (IsWalked(member, value))
            {
                foreach (var difference in Differences(inner, member.Value, value))
                    yield return difference;
            }
        }
    }

    /// <summary>Maps have keys of the caller's own, objects are compared by their own sample, and a method's details depend on the method.</summary>
    private static bool IsWalked(JsonProperty member, JsonElement value) =>
        member.Value.ValueKind == JsonValueKind.Object && value.ValueKind == JsonValueKind.Object
        && member.Name is not ("metadata" or "object" or "payload" or "payment_method_details" or "payment_method_options" or "networks")
        && NameOf(value) is null;

    private static bool SameKind(JsonElement sample, JsonElement served) =>
        sample.ValueKind == served.ValueKind
        || (sample.ValueKind is JsonValueKind.True or JsonValueKind.False && served.ValueKind is JsonValueKind.True or JsonValueKind.False)
        || (sample.ValueKind == JsonValueKind.Object && served.ValueKind == JsonValueKind.String && NameOf(sample) is not null)
        || (sample.ValueKind == JsonValueKind.String && served.ValueKind == JsonValueKind.Object && NameOf(served) is not null);

    private static string? NameOf(JsonElement element)
    {
        if (!element.TryGetProperty("object", out var kind) || kind.ValueKind != JsonValueKind.String)
            return null;
        return element.TryGetProperty("deleted", out var deleted) && deleted.ValueKind == JsonValueKind.True ? "deleted_" + kind.GetString() : kind.GetString();
    }

    private static bool IsLeftover(string path, string member) => Leftovers.Contains($"{path}.{member}");

    private static Dictionary<string, JsonElement> Load()
    {
        using var stream = typeof(SampleShapes).Assembly.GetManifestResourceStream("stripe-samples.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(stream)!;
    }
}
