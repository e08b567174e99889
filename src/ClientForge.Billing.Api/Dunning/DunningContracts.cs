using ClientForge.Billing.Data.Accounts;
using ClientForge.Billing.Data.Dunning;

namespace ClientForge.Billing.Api.Dunning;

/// <summary>One try to be paid for an invoice.</summary>
public sealed record PaymentAttemptAnswer
{
    /// <summary>Counts the invoice's tries, whoever made them, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary><c>schedule</c>, <c>customer</c>, <c>card_update</c> or <c>ops</c>.</summary>
    public required string Trigger { get; init; }

    /// <summary><c>succeeded</c>, <c>failed</c>, <c>requires_action</c>, <c>processing</c>, <c>unknown</c> or <c>skipped</c>.</summary>
    public required string Outcome { get; init; }

    public string? DeclineCode { get; init; }

    /// <summary>Stripe's message, or what a person gave as the reason for the try.</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? NextRetryAt { get; init; }

    // Stripe's own first try is the schedule's first step.
    internal static PaymentAttemptAnswer From(PaymentRetryRow row) => new()
    {
        Attempt = row.AttemptNumber,
        Trigger = row.Trigger == PaymentTrigger.Stripe ? PaymentTrigger.Schedule : row.Trigger,
        Outcome = row.Status,
        DeclineCode = row.DeclineCode,
        Reason = row.ErrorMessage ?? row.Reason,
        At = row.AttemptedAt,
        NextRetryAt = row.NextRetryAt,
    };
}

/// <summary>An account after a person acted on it.</summary>
public sealed record AccountStatusAnswer
{
    public required Guid TenantId { get; init; }

    /// <summary><c>active</c>, <c>past_due</c> or <c>suspended</c>.</summary>
    public required string Status { get; init; }

    public DateTimeOffset? SuspendedAt { get; init; }

    public string? Reason { get; init; }

    internal static AccountStatusAnswer From(AccountRow row) => new()
    {
        TenantId = row.TenantId, Status = row.Status, SuspendedAt = row.SuspendedAt, Reason = row.SuspensionReason,
    };
}
