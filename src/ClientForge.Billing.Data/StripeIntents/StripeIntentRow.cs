namespace ClientForge.Billing.Data.StripeIntents;

/// <summary>States of an intent; the last three are final.</summary>
public static class IntentState
{
    public const string Pending = "pending";
    public const string Sending = "sending";
    public const string Unknown = "unknown";
    public const string Succeeded = "succeeded";
    public const string Rejected = "rejected";
    public const string NeedsHuman = "needs_human";
}

/// <summary>A write to Stripe that was decided: stored before it is sent, resent byte for byte.</summary>
public sealed record StripeIntentRow
{
    public Guid? TenantId { get; init; }

    public required Guid Id { get; init; }

    public required string Kind { get; init; }

    /// <summary>Unique by tenant and kind: the same decision made twice is one intent.</summary>
    public required string NaturalKey { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>The canonical form body, as it goes over the wire.</summary>
    public required string Body { get; init; }

    public required string ApiVersion { get; init; }

    /// <summary>Grows when a read-back showed that the earlier key had no effect and never will.</summary>
    public required int Generation { get; init; }

    public required string IdempotencyKey { get; init; }

    public required string State { get; init; }

    /// <summary>Stripe's name of what the call answers with: <c>subscription</c>, <c>invoice</c>, …</summary>
    public required string ObjectType { get; init; }

    public string? StripeObjectId { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset? FirstSentAt { get; init; }

    public DateTimeOffset? NextAttemptAt { get; init; }

    public long FencingToken { get; init; }

    public int? HttpStatus { get; init; }

    public string? ErrorType { get; init; }

    public string? ErrorCode { get; init; }

    public string? DeclineCode { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ErrorParam { get; init; }

    public string? StripeRequestId { get; init; }

    public required string Actor { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public bool IsFinal => State is IntentState.Succeeded or IntentState.Rejected or IntentState.NeedsHuman;
}

/// <summary>How one send ended.</summary>
public sealed record IntentAttemptResult
{
    /// <summary><c>succeeded</c>, <c>rejected</c>, <c>throttled</c> or <c>unknown</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>The intent's state from now on.</summary>
    public required string State { get; init; }

    public DateTimeOffset? NextAttemptAt { get; init; }

    public string? StripeObjectId { get; init; }

    public int? HttpStatus { get; init; }

    public string? StripeRequestId { get; init; }

    public bool? Replayed { get; init; }

    public string? ErrorType { get; init; }

    public string? ErrorCode { get; init; }

    public string? DeclineCode { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ErrorParam { get; init; }
}
