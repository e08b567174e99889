using System.Text.Json;
using ClientForge.Billing.Data.Audit;

namespace ClientForge.Billing.Api.Subscriptions;

/// <summary>One change of a subscription.</summary>
public sealed record HistoryEntryResponse
{
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary><c>user:…</c>, <c>ops:…</c>, <c>service:…</c>, <c>job:…</c> or <c>webhook</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>What let it happen: <c>api</c>, <c>console</c>, <c>job</c> or <c>webhook</c>.</summary>
    public required string Cause { get; init; }

    /// <summary>What a person gave as the reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Of the request, for whoever looks into the logs.</summary>
    public string? TraceId { get; init; }

    /// <summary><c>subscription.plan_changed</c>, <c>subscription.seats_changed</c>, …</summary>
    public required string Action { get; init; }

    public required Guid SubscriptionId { get; init; }

    /// <summary>Null for the creation.</summary>
    public JsonElement? Before { get; init; }

    public JsonElement? After { get; init; }

    public static HistoryEntryResponse Of(AuditEntry entry) => new()
    {
        Id = entry.Id,
        At = entry.At,
        Actor = entry.Actor,
        Cause = CauseOf(entry.Actor),
        Reason = entry.Reason,
        TraceId = entry.TraceId,
        Action = entry.Action,
        SubscriptionId = Guid.Parse(entry.ObjectId),
        Before = entry.Before?.Read<JsonElement>(),
        After = entry.After?.Read<JsonElement>(),
    };

    private static string CauseOf(string actor) => actor.Split(':')[0] switch
    {
        "user" or "service" => "api",
        "ops" => "console",
        "webhook" => "webhook",
        _ => "job",
    };
}
