using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Billing;

/// <summary>What usage is counted by. Times are Unix seconds.</summary>
internal sealed record Meter : StripeObject
{
    /// <summary>Finds the active meter of an event name.</summary>
    public const string ActiveNameIndex = "active_event_name";

    public override string Object => "billing.meter";

    public required long Created { get; init; }

    public required MeterCustomerMapping CustomerMapping { get; init; }

    public required MeterAggregation DefaultAggregation { get; init; }

    public required string DisplayName { get; init; }

    public required string EventName { get; init; }

    public string? EventTimeWindow { get; init; }

    public bool Livemode { get; init; }

    /// <summary><c>active</c> or <c>inactive</c>.</summary>
    public required string Status { get; init; }

    public MeterTransitions StatusTransitions { get; init; } = new(null);

    public required long Updated { get; init; }

    public required MeterValueSettings ValueSettings { get; init; }
}

internal sealed record MeterCustomerMapping(string EventPayloadKey)
{
    public string Type { get; } = "by_id";
}

internal sealed record MeterAggregation(string Formula);

internal sealed record MeterTransitions(long? DeactivatedAt);

internal sealed record MeterValueSettings(string EventPayloadKey);

/// <summary>One usage event as it was taken in. Times are Unix seconds.</summary>
internal sealed record MeterEvent : StripeObject
{
    /// <summary>Finds events by the caller's identifier.</summary>
    public const string IdentifierIndex = "identifier";

    public override string Object => "billing.meter_event";

    public required long Created { get; init; }

    public required string EventName { get; init; }

    public required string Identifier { get; init; }

    public bool Livemode { get; init; }

    public required IReadOnlyDictionary<string, string> Payload { get; init; }

    public required long Timestamp { get; init; }

    [Internal]
    public required string Meter { get; init; }

    [Internal]
    public required string Customer { get; init; }

    [Internal]
    public required decimal Value { get; init; }

    /// <summary>Order of arrival.</summary>
    [Internal]
    public required long Sequence { get; init; }

    /// <summary>An adjustment took it back.</summary>
    [Internal]
    public bool Canceled { get; init; }
}
