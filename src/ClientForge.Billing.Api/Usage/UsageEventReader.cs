using System.Globalization;
using System.Text.Json;
using ClientForge.Billing.Services.Usage;

namespace ClientForge.Billing.Api.Usage;

/// <summary>Reads a call's events one by one: a value of the wrong kind rejects its event, not the call.</summary>
internal static class UsageEventReader
{
    private const int MostProperties = 20;
    private const int LongestName = 50;
    private const int LongestValue = 200;

    /// <summary>Reads an event that stands alone, as on a line of a bulk load; names are told apart by case.</summary>
    public static (UsageEvent? Event, UsageRejection? Rejection) Read(JsonElement line, int index) => line.ValueKind != JsonValueKind.Object
        ? Reject(index, "line_invalid", "The line is no object.")
        : Read(
            new UsageEventRequest
            {
                Metric = Member(line, "metric"),
                Quantity = Member(line, "quantity"),
                IdempotencyKey = Member(line, "idempotencyKey"),
                Timestamp = Member(line, "timestamp"),
                Properties = Member(line, "properties"),
            },
            index);

    public static (UsageEvent? Event, UsageRejection? Rejection) Read(UsageEventRequest? request, int index)
    {
        if (request is null || Text(request.Metric) is not { } metric)
            return Reject(index, "metric_invalid", "metric is text.");
        if (request.Quantity is not { ValueKind: JsonValueKind.Number } number || !number.TryGetInt64(out var quantity))
            return Reject(index, "quantity_invalid", "quantity is a whole number.");
        if (IsGiven(request.IdempotencyKey) && Text(request.IdempotencyKey) is null)
            return Reject(index, "idempotency_key_invalid", "idempotencyKey is text.");
        var timestamp = Time(request.Timestamp);
        if (IsGiven(request.Timestamp) && timestamp is null)
            return Reject(index, "timestamp_invalid", "timestamp is an RFC 3339 time with an offset.");
        if (!TryReadProperties(request.Properties, out var properties))
            return Reject(index, "properties_invalid", $"properties is an object of at most {MostProperties} texts, numbers or booleans.");
        return (new UsageEvent
        {
            Metric = metric,
            Quantity = quantity,
            IdempotencyKey = Text(request.IdempotencyKey),
            Timestamp = timestamp,
            Properties = properties,
        }, null);
    }

    private static bool TryReadProperties(JsonElement? value, out IReadOnlyList<KeyValuePair<string, string>>? properties)
    {
        properties = null;
        if (!IsGiven(value))
            return true;
        if (value!.Value.ValueKind != JsonValueKind.Object)
            return false;
        var read = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in value.Value.EnumerateObject())
        {
            var text = property.Value.ValueKind switch
            {
                JsonValueKind.String => Text(property.Value),
                JsonValueKind.Number => property.Value.GetRawText(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => null,
            };
            if (text is null || text.Length > LongestValue || property.Name.Length is 0 or > LongestName || property.Name.Contains('\0', StringComparison.Ordinal)
                || !read.TryAdd(property.Name, text))
                return false;
        }

        properties = [.. read];
        return read.Count <= MostProperties;
    }

    private static JsonElement? Member(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value : null;

    private static bool IsGiven(JsonElement? value) => value is { ValueKind: not JsonValueKind.Null };

    private static string? Text(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.String } text)
            return null;
        try
        {
            return text.GetString() is { } read && !read.Contains('\0', StringComparison.Ordinal) ? read : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair: no text
        }
    }

    private static DateTimeOffset? Time(JsonElement? value) =>
        Text(value) is { Length: >= 20 } text && HasOffset(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToUniversalTime()
            : null;

    private static bool HasOffset(string text) => text[^1] is 'Z' or 'z' || text[^6] is '+' or '-';

    private static (UsageEvent?, UsageRejection?) Reject(int index, string code, string detail) => (null, new UsageRejection(index, code, detail));
}
