using System.Text.Json.Nodes;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Store;

/// <summary>An entry of <c>/v1/events</c>.</summary>
internal sealed record StripeEvent : StripeObject
{
    public override string Object => "event";

    public required string ApiVersion { get; init; }

    public required long Created { get; init; }

    public required EventData Data { get; init; }

    public bool Livemode { get; init; }

    /// <summary>Deliveries not yet acknowledged.</summary>
    public int PendingWebhooks { get; init; }

    public required EventRequest Request { get; init; }

    public required string Type { get; init; }

    /// <summary>Number among all events of this sandbox, from 1.</summary>
    [Internal]
    public long Sequence { get; init; }

    /// <summary>Unix seconds of the sandbox's own clock, which retention counts by; <see cref="Created"/> may be a test clock's.</summary>
    [Internal]
    public long EmittedAt { get; init; }
}

/// <param name="Object">The snapshot: a <see cref="StripeObject"/>, or a <see cref="JsonObject"/> for objects without id.</param>
/// <param name="PreviousAttributes">Old values of what changed.</param>
internal sealed record EventData(object? Object, [property: AbsentWhenNull] JsonObject? PreviousAttributes);

/// <summary>The API request an event came from; both null for work the sandbox did by itself.</summary>
internal sealed record EventRequest(string? Id, string? IdempotencyKey);
