namespace ClientForge.Billing.StripeSandbox.Controls;

/// <summary>Body of <c>POST /_sandbox/clock</c>: exactly one of both.</summary>
internal sealed record ClockMove
{
    public long? Seconds { get; init; }

    public DateTimeOffset? To { get; init; }
}

internal sealed record ClockAnswer(DateTimeOffset Now, DateTimeOffset? NextDueAt);

/// <summary>Body of <c>POST /_sandbox/faults</c>.</summary>
internal sealed record FaultBody
{
    public FaultMatch? Match { get; init; }

    public string? Kind { get; init; }

    public int? Status { get; init; }

    public int? Times { get; init; }

    public decimal? Probability { get; init; }

    public long? Seed { get; init; }

    /// <summary>Wait of <c>latency</c>.</summary>
    public int? Milliseconds { get; init; }
}

internal sealed record FaultMatch
{
    public string? Method { get; init; }

    public string? Path { get; init; }
}

/// <summary>Body of <c>POST /_sandbox/webhooks</c>: shares of 0 to 1; all zero switches it off.</summary>
internal sealed record WebhookPlanBody
{
    public decimal Duplicate { get; init; }

    public decimal Shuffle { get; init; }

    public long DelaySeconds { get; init; }

    public decimal Drop { get; init; }

    public long Seed { get; init; }
}

/// <summary>Body of <c>POST /_sandbox/3ds/{id}</c>: <c>approve</c> or <c>fail</c>.</summary>
internal sealed record AuthenticationBody
{
    public string? Outcome { get; init; }
}

/// <summary>Body of <c>POST /_sandbox/events/{id}/resend</c>.</summary>
internal sealed record ResendBody
{
    /// <summary>Endpoint to send to; null = every one that takes the type.</summary>
    public string? Endpoint { get; init; }
}

/// <summary>Body of <c>POST /_sandbox/retries</c>.</summary>
internal sealed record RetriesBody
{
    /// <summary>Days between one failed attempt and the next; empty = Stripe retries nothing by itself.</summary>
    public IReadOnlyList<int>? Days { get; init; }

    /// <summary><c>past_due</c>, <c>unpaid</c> or <c>cancel</c>: what becomes of the subscription after the last.</summary>
    public string? WhenExhausted { get; init; }
}
