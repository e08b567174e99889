using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Controls;

/// <summary>What was asked.</summary>
internal sealed record RequestRow : StripeObject
{
    public override string Object => "_request";

    public required long Sequence { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public string? IdempotencyKey { get; init; }

    /// <summary>HTTP status answered, or that would have been; null when nothing was executed or answered.</summary>
    public int? Status { get; init; }

    public bool Replayed { get; init; }

    /// <summary>Kind of the fault that struck.</summary>
    public string? Fault { get; init; }

    public required DateTimeOffset At { get; init; }
}
