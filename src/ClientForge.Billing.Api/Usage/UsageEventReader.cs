using System.Globalization;
using System.Text.Json;
using ClientForge.Billing.Services.Usage;

namespace ClientForge.Billing.Api.Usage;

/// <summary>Reads a call's events one by one: a value of the wrong kind rejects its event, not the call.</summary>
internal static class UsageEventReader
{
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
        return (new UsageEvent { Metric = metric, Quantity = quantity, IdempotencyKey = Text(request.IdempotencyKey), Timestamp = timestamp }, null);
    }

    private static bool IsGiven(JsonElement? value) => value is { ValueKind: not JsonValueKind.Null };

    private static string? Text(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.String } text && text.GetString() is { } read && !read.Contains('\0', StringComparison.Ordinal) ? read : null;

    private static DateTimeOffset? Time(JsonElement? value) =>
        Text(value) is { Length: >= 20 } text && HasOffset(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToUniversalTime()
            : null;

    private static bool HasOffset(string text) => text[^1] is 'Z' or 'z' || text[^6] is '+' or '-';

    private static (UsageEvent?, UsageRejection?) Reject(int index, string code, string detail) => (null, new UsageRejection(index, code, detail));
}
