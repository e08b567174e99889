using System.Buffers;
using System.Text.Json;
using ClientForge.Billing.Services.Usage;

namespace ClientForge.Billing.Api.Usage;

/// <summary>Reads a call's events one by one: a value of the wrong kind rejects its event, not the call.</summary>
internal static class UsageEventReader
{
    public const int MostProperties = 20;

    // Names are told apart by case; a line may hold members that mean nothing here.
    private static readonly JsonSerializerOptions Line = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Reads an event that stands alone, as on a line of a bulk load.</summary>
    public static (UsageEvent? Event, UsageRejection? Rejection) Read(ReadOnlySequence<byte> line, int index)
    {
        try
        {
            return JsonSerializer.Deserialize<UsageEventRequest>(line.IsSingleSegment ? line.FirstSpan : line.ToArray(), Line) is { } request
                ? Read(request, index)
                : Reject(index, "line_invalid", "The line is no object.");
        }
        catch (JsonException)
        {
            return Reject(index, "line_invalid", "The line is not one JSON object.");
        }
    }

    public static (UsageEvent? Event, UsageRejection? Rejection) Read(UsageEventRequest? request, int index)
    {
        if (request?.Metric.Value is not { } metric)
            return Reject(index, "metric_invalid", "metric is text.");
        if (request.Quantity.Value is not { } quantity)
            return Reject(index, "quantity_invalid", "quantity is a whole number.");
        if (request.IdempotencyKey is { IsGiven: true, Value: null })
            return Reject(index, "idempotency_key_invalid", "idempotencyKey is text.");
        if (request.Timestamp is { IsGiven: true, Value: null })
            return Reject(index, "timestamp_invalid", "timestamp is an RFC 3339 time with an offset.");
        if (request.Properties is { IsGiven: true, Value: null })
            return Reject(index, "properties_invalid", $"properties is an object of at most {MostProperties} texts, numbers or booleans.");
        return (new UsageEvent
        {
            Metric = metric,
            Quantity = quantity,
            IdempotencyKey = request.IdempotencyKey.Value,
            Timestamp = request.Timestamp.Value,
            Properties = request.Properties.Value,
        }, null);
    }

    private static (UsageEvent?, UsageRejection?) Reject(int index, string code, string detail) => (null, new UsageRejection(index, code, detail));
}
