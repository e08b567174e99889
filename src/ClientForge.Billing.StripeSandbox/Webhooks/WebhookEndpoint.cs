using System.Text.Json.Serialization;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Webhooks;

/// <summary>Where events are sent.</summary>
internal sealed record WebhookEndpoint : StripeObject
{
    public override string Object => "webhook_endpoint";

    public string? ApiVersion { get; init; }

    public string? Application { get; init; }

    public required long Created { get; init; }

    public string? Description { get; init; }

    /// <summary>Event types, or <c>*</c>.</summary>
    public required IReadOnlyList<string> EnabledEvents { get; init; }

    public bool Livemode { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>Shown only in the answer to its creation.</summary>
    [AbsentWhenNull]
    public string? Secret { get; init; }

    /// <summary><c>enabled</c> or <c>disabled</c>.</summary>
    public string Status { get; init; } = "enabled";

    public required string Url { get; init; }

    [Internal, JsonPropertyName("_signing_secret")]
    public required string SigningSecret { get; init; }

    public bool Takes(string type) => Status == "enabled" && (EnabledEvents.Contains("*") || EnabledEvents.Contains(type));
}

/// <summary>One event on its way to one endpoint.</summary>
internal sealed record Delivery : StripeObject
{
    public override string Object => "_delivery";

    public required string Event { get; init; }

    public required string Endpoint { get; init; }

    /// <summary>Tries so far.</summary>
    public int Attempts { get; init; }

    /// <summary>Unix seconds of the next try on the sandbox's clock; null when there is none any more.</summary>
    public long? NextAttempt { get; init; }

    public long Created { get; init; }

    /// <summary><c>pending</c>, <c>delivered</c>, <c>failed</c> or <c>dropped</c>.</summary>
    public required string Status { get; init; }

    /// <summary>HTTP status of the last try; null when nobody answered.</summary>
    public int? LastStatus { get; init; }

    /// <summary>Sent twice on purpose; counts once.</summary>
    public bool IsDuplicate { get; init; }

    /// <summary>Type and object of the event: asks whether one particular event was acknowledged.</summary>
    public required string Subject { get; init; }
}

/// <summary>One try to deliver, for the record of what the sandbox sent.</summary>
internal sealed record DeliveryAttempt : StripeObject
{
    public override string Object => "_delivery_attempt";

    /// <summary>Number among all tries, from 1.</summary>
    public required long Sequence { get; init; }

    public required string Event { get; init; }

    public required string Type { get; init; }

    public required string Endpoint { get; init; }

    /// <summary>HTTP status; null when nobody answered.</summary>
    public int? Status { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>How deliveries are disturbed: shares of 0 to 1, drawn from a seeded generator.</summary>
internal sealed record WebhookPlan : StripeObject
{
    public const string TheId = "plan";

    public override string Object => "_webhook_plan";

    /// <summary>Share of events that are sent twice.</summary>
    public decimal Duplicate { get; init; }

    /// <summary>Share of events that change places with later ones.</summary>
    public decimal Shuffle { get; init; }

    /// <summary>Every delivery waits this long on the sandbox's clock.</summary>
    public long DelaySeconds { get; init; }

    /// <summary>Share of events that are never sent.</summary>
    public decimal Drop { get; init; }

    /// <summary>State of the generator.</summary>
    public long Seed { get; init; }
}
