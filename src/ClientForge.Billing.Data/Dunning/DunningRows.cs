namespace ClientForge.Billing.Data.Dunning;

/// <summary>An invoice that failed to be paid, from its first failure until it is paid or given up.</summary>
public sealed record DunningCaseRow
{
    public required Guid TenantId { get; init; }

    public required Guid Id { get; init; }

    public required Guid InvoiceId { get; init; }

    /// <summary>Name of the policy, pinned when the case opened.</summary>
    public required string Policy { get; init; }

    public required int MaxAttempts { get; init; }

    /// <summary>Steps of the schedule made so far, from 1 for the first failure; a step may be a mail without a try.</summary>
    public required int Step { get; init; }

    /// <summary>Automatic tries so far, the first one included.</summary>
    public required int Attempts { get; init; }

    /// <summary>False after a hard decline or a wanted authentication: mails go on, tries do not.</summary>
    public required bool Automatic { get; init; }

    public required DateTimeOffset FirstFailedAt { get; init; }

    /// <summary>When the next step is due, try or mail; null after the last one.</summary>
    public DateTimeOffset? NextStepAt { get; init; }

    /// <summary>When the next automatic try is due; null when none comes.</summary>
    public DateTimeOffset? NextRetryAt { get; init; }

    public required DateTimeOffset SuspendAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary><c>paid</c>, <c>voided</c>, <c>uncollectible</c> or <c>subscription_ended</c>.</summary>
    public string? CloseReason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>Who made a try to be paid.</summary>
public static class PaymentTrigger
{
    public const string Schedule = "schedule";
    public const string Customer = "customer";
    public const string CardUpdate = "card_update";
    public const string Ops = "ops";

    /// <summary>With the payment method that the payer has agreed to stand in for a default one that failed for good.</summary>
    public const string Backup = "backup";

    /// <summary>Stripe itself: the first try of an invoice that is charged automatically.</summary>
    public const string Stripe = "stripe";
}

/// <summary>How a try to be paid stands.</summary>
public static class PaymentTryStatus
{
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";
    public const string RequiresAction = "requires_action";
    public const string Processing = "processing";

    /// <summary>Sent, or about to be, and not answered yet.</summary>
    public const string Unknown = "unknown";

    /// <summary>The schedule's step came without a try, because trying again could not help.</summary>
    public const string Skipped = "skipped";
}

/// <summary>One try to be paid for an invoice, whoever made it.</summary>
public sealed record PaymentRetryRow
{
    public required Guid TenantId { get; init; }

    public required Guid Id { get; init; }

    public required Guid InvoiceId { get; init; }

    /// <summary>Counts the rows of the invoice, from one.</summary>
    public required int AttemptNumber { get; init; }

    /// <summary>One of <see cref="PaymentTrigger"/>.</summary>
    public required string Trigger { get; init; }

    /// <summary>One of <see cref="PaymentTryStatus"/>.</summary>
    public required string Status { get; init; }

    public string? ErrorCode { get; init; }

    public string? DeclineCode { get; init; }

    public string? ErrorMessage { get; init; }

    public string? StripeChargeId { get; init; }

    public required DateTimeOffset AttemptedAt { get; init; }

    /// <summary>When the schedule tries next; set on rows that moved the schedule.</summary>
    public DateTimeOffset? NextRetryAt { get; init; }

    /// <summary>Null for a try that Stripe made by itself.</summary>
    public Guid? IntentId { get; init; }

    public required string Actor { get; init; }

    public string? Reason { get; init; }
}

/// <summary>One row of the dunning pipeline: an open case with what it is about.</summary>
public sealed record DunningPipelineRow
{
    public required Guid TenantId { get; init; }

    public required string TenantName { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid InvoiceId { get; init; }

    public string? InvoiceNumber { get; init; }

    /// <summary>Minor units of <see cref="Currency"/>.</summary>
    public required long AmountRemaining { get; init; }

    public required string Currency { get; init; }

    public required int Attempts { get; init; }

    public required int MaxAttempts { get; init; }

    public required bool Automatic { get; init; }

    public required DateTimeOffset FirstFailedAt { get; init; }

    public DateTimeOffset? NextRetryAt { get; init; }

    public required DateTimeOffset SuspendAt { get; init; }

    public required string AccountStatus { get; init; }
}
