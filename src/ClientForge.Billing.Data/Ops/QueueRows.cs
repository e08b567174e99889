namespace ClientForge.Billing.Data.Ops;

/// <summary>How much of a queue stands in one state.</summary>
public sealed record QueueFigure
{
    /// <summary><c>webhooks</c>, <c>outbox</c>, <c>work</c> or <c>intents</c>.</summary>
    public required string Queue { get; init; }

    public required string State { get; init; }

    public required long Count { get; init; }

    /// <summary>When the oldest of them came in.</summary>
    public DateTimeOffset? OldestAt { get; init; }
}

/// <summary>A message of the outbox as an operator sees it; what it says stays inside.</summary>
public sealed record OutboxEntry
{
    public required Guid Id { get; init; }

    public Guid? TenantId { get; init; }

    /// <summary><c>mail</c> or <c>event</c>.</summary>
    public required string Kind { get; init; }

    public required string Template { get; init; }

    public required string Key { get; init; }

    public string? Recipient { get; init; }

    public required string MessageId { get; init; }

    /// <summary><c>waiting</c>, <c>sent</c>, <c>canceled</c> or <c>dead</c>.</summary>
    public required string State { get; init; }

    /// <summary>On the engine's clock.</summary>
    public required DateTimeOffset AvailableAt { get; init; }

    public required int Attempts { get; init; }

    public string? LastError { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>A piece of due work as an operator sees it.</summary>
public sealed record WorkEntry
{
    public required Guid Id { get; init; }

    public Guid? TenantId { get; init; }

    public required string Kind { get; init; }

    public required string Key { get; init; }

    /// <summary><c>waiting</c>, <c>done</c>, <c>canceled</c> or <c>dead</c>.</summary>
    public required string State { get; init; }

    /// <summary>On the engine's clock.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public required int Attempts { get; init; }

    public string? LastError { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}
