using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>What can be asked of a subscription.</summary>
public enum SubscriptionCommand
{
    /// <summary>Plan, interval or seats.</summary>
    Change,
    ChangeTrial,
    ApplyCoupon,
    RemoveCoupon,
    CancelNow,
    CancelAtPeriodEnd,
    Reactivate,
    Pause,
    Resume,

    /// <summary>Takes a scheduled change back.</summary>
    Unschedule,
}

/// <summary>Why a command is refused.</summary>
public sealed record Refusal(string Code, string Detail);

/// <summary>Pure rules: which command a subscription's state allows, and the limits of its plan.</summary>
public static class SubscriptionRules
{
    /// <summary>Stripe's most for a quantity is far higher; nobody has a million seats by intention.</summary>
    public const long MaxSeats = 1_000_000;

    private static readonly Refusal Ended = new("subscription_ended", "The subscription has ended. Subscribe again.");
    private static readonly Refusal Incomplete = new("subscription_incomplete", "The first payment has not been completed. Complete or cancel it first.");
    private static readonly Refusal Paused = new("subscription_paused", "The subscription is paused. Resume it first.");
    private static readonly Refusal NotPaused = new("subscription_not_paused", "The subscription is not paused.");
    private static readonly Refusal PastDue = new("subscription_past_due", "An invoice is unpaid. Pay it first.");
    private static readonly Refusal NotCanceling = new("subscription_not_canceling", "The subscription is not going to end.");
    private static readonly Refusal NotScheduled = new("subscription_not_scheduled", "No change of the subscription is scheduled.");
    private static readonly Refusal AwaitsPayment = new("change_awaits_payment", "An earlier change waits for its payment to be authenticated.");

    /// <returns>Null when the command is allowed.</returns>
    public static Refusal? Refuse(SubscriptionCommand command, SubscriptionRow subscription) => (subscription.Status, command) switch
    {
        ("canceled" or "incomplete_expired", _) => Ended,
        (_, SubscriptionCommand.CancelNow or SubscriptionCommand.CancelAtPeriodEnd) => null,
        ("incomplete", _) => Incomplete,
        (_, SubscriptionCommand.Resume) => IsPaused(subscription) ? null : NotPaused,
        (_, SubscriptionCommand.Reactivate) => subscription.CancelAtPeriodEnd || subscription.CancelAt is not null ? null : NotCanceling,
        (_, SubscriptionCommand.Unschedule) => subscription.ScheduledAt is not null ? null : NotScheduled,
        _ when IsPaused(subscription) => Paused,
        _ when subscription.PendingUpdateExpiresAt is not null => AwaitsPayment,
        ("unpaid", _) => PastDue,
        ("past_due", SubscriptionCommand.Pause or SubscriptionCommand.ChangeTrial) => PastDue,
        _ => null,
    };

    /// <exception cref="BillingException">409 with the refusal's code.</exception>
    public static void EnsureAllowed(SubscriptionCommand command, SubscriptionRow subscription)
    {
        if (Refuse(command, subscription) is { } refusal)
            throw BillingException.Conflict(refusal.Code, refusal.Detail);
    }

    /// <exception cref="BillingException">422 <c>seats_above_plan_limit</c>.</exception>
    public static void EnsureSeats(long quantity, PlanLimits limits)
    {
        if (quantity < 1)
            throw BillingException.Invalid("seats_below_one", "quantity", "A subscription has at least one seat.");
        if (quantity > (limits.Users ?? MaxSeats))
            throw BillingException.Invalid("seats_above_plan_limit", "quantity", $"The plan allows at most {limits.Users ?? MaxSeats} seats.");
    }

    /// <exception cref="BillingException">422 <c>seats_below_members</c>: somebody would lose the seat he sits on.</exception>
    public static void EnsureRoom(long quantity, long members)
    {
        if (quantity < members)
            throw BillingException.Invalid("seats_below_members", "quantity", $"{members} members sit on the seats. Remove members first.");
    }

    /// <summary>The status word of our answers: Stripe's, but <c>paused</c> while nothing is collected.</summary>
    public static string ShownStatus(SubscriptionRow subscription) =>
        subscription is { CollectionPaused: true, Status: "active" or "trialing" } ? "paused" : subscription.Status;

    /// <summary>Whether a charge lies ahead that needs a payment method.</summary>
    public static bool IsDueToCharge(SubscriptionRow subscription) => subscription.Status switch
    {
        "canceled" or "incomplete_expired" => false,
        "past_due" or "unpaid" or "incomplete" => true,
        _ => !subscription.CancelAtPeriodEnd && subscription.CancelAt is null,
    };

    /// <summary>Whether the end asked for comes at once: who owes already is not carried to the period's end.</summary>
    public static bool EndsAtOnce(SubscriptionRow subscription, bool atPeriodEnd) =>
        !atPeriodEnd || subscription.Status is "past_due" or "unpaid" or "incomplete" or "paused";

    private static bool IsPaused(SubscriptionRow subscription) => subscription.CollectionPaused || subscription.Status == "paused";
}
