using ClientForge.Billing.Data.Accounts;
using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Services.Dunning;
using ClientForge.Billing.Services.StripeApi;

namespace ClientForge.Billing.Services.Customers;

/// <summary>Something that comes by itself, or that somebody has to do.</summary>
/// <param name="Action"><c>retry_payment</c>, <c>suspend</c>, <c>authenticate_payment</c>, <c>replace_payment_method</c>, <c>pay_invoice</c> or <c>contact_support</c>.</param>
/// <param name="At">When it comes by itself; null when it waits for somebody.</param>
/// <param name="Detail">The same in a sentence.</param>
public sealed record OutlookStep(string Action, DateTimeOffset? At, string Detail);

/// <summary>Why an account stands as it does, and what happens next.</summary>
/// <param name="Reason">A stable word, or what a person gave as the reason; null for an account in order.</param>
/// <param name="DeclineCode">Of the last failed try, as far as the payer may see it.</param>
/// <param name="Next">In the order in which it comes.</param>
public sealed record AccountOutlook(string? Reason, string? DeclineCode, IReadOnlyList<OutlookStep> Next)
{
    public const string PaymentFailed = "payment_failed";
    public const string AuthenticationRequired = "authentication_required";
    public const string PaymentMethodRefused = "payment_method_refused";

    /// <summary>Pure: from the account, its first open case, and that case's last try.</summary>
    public static AccountOutlook Of(AccountRow? account, DunningCaseRow? open, PaymentRetryRow? lastTry)
    {
        if (account?.Status == AccountRules.Suspended && account.SuspendedBy == "ops")
            return new AccountOutlook(account.SuspensionReason, null, [new("contact_support", null, "Access returns when our staff lifts the suspension.")]);
        if (open is null)
            return new AccountOutlook(null, null, []);
        var reason = ReasonOf(lastTry);
        var steps = new List<OutlookStep>();
        if (WhatThePayerMustDo(reason) is { } demand)
            steps.Add(demand);
        if (open.NextRetryAt is { } retryAt)
            steps.Add(new OutlookStep("retry_payment", retryAt, "The payment is tried again by itself."));
        if (account?.Status == AccountRules.Suspended)
            steps.Add(new OutlookStep("pay_invoice", null, "Access returns at once when the invoice is paid."));
        else
            steps.Add(new OutlookStep("suspend", open.SuspendAt, "Access ends if the invoice is not paid by then."));
        return new AccountOutlook(account?.Status == AccountRules.Suspended ? account.SuspensionReason : reason, StripeErrors.Shown(lastTry?.DeclineCode), steps);
    }

    private static string ReasonOf(PaymentRetryRow? lastTry) => lastTry switch
    {
        { Status: PaymentTryStatus.RequiresAction } => AuthenticationRequired,
        { Status: PaymentTryStatus.Failed } when DeclineRules.IsHard(new PaymentFailure { ErrorCode = lastTry.ErrorCode, DeclineCode = lastTry.DeclineCode }) => PaymentMethodRefused,
        _ => PaymentFailed,
    };

    private static OutlookStep? WhatThePayerMustDo(string reason) => reason switch
    {
        AuthenticationRequired => new("authenticate_payment", null, "The bank wants the payment to be confirmed by the cardholder."),
        PaymentMethodRefused => new("replace_payment_method", null, "The bank will not take this payment method any more; another one is needed."),
        _ => null,
    };
}
