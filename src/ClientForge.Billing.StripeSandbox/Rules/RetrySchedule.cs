namespace ClientForge.Billing.StripeSandbox.Rules;

/// <summary>What becomes of a subscription when every retry has failed.</summary>
internal enum RetryExhaustion
{
    PastDue,
    Unpaid,
    Cancel,
}

/// <summary>
/// When Stripe itself retries a failed subscription invoice. Off unless switched on: whoever runs its own dunning turns Stripe's
/// retries off in the Dashboard, and <c>next_payment_attempt</c> is null after the first failure.
/// </summary>
internal sealed record RetrySchedule
{
    private const long SecondsPerDay = 86_400;

    public static RetrySchedule Off { get; } = new() { DaysAfterFailure = [] };

    /// <summary>A deterministic stand-in for Smart Retries, whose times Stripe chooses case by case.</summary>
    public static RetrySchedule Standard { get; } = new() { DaysAfterFailure = [3, 5, 7] };

    /// <summary>Days between one failure and the next attempt.</summary>
    public required IReadOnlyList<int> DaysAfterFailure { get; init; }

    public RetryExhaustion WhenExhausted { get; init; } = RetryExhaustion.PastDue;

    public bool Enabled => DaysAfterFailure.Count > 0;

    /// <summary>
    /// The time (Unix seconds) of the try after the <paramref name="attempts"/>-th failed one at <paramref name="failedAt"/>, null when
    /// there is none.
    /// </summary>
    public long? Next(int attempts, long failedAt) =>
        attempts >= 1 && attempts <= DaysAfterFailure.Count ? failedAt + DaysAfterFailure[attempts - 1] * SecondsPerDay : null;
}
