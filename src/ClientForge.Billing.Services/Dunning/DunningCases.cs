using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Data.Invoices;
using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Data.WorkItems;
using ClientForge.Billing.Services.Audit;
using ClientForge.Billing.Services.Notifications;
using ClientForge.Billing.Services.Webhooks;

namespace ClientForge.Billing.Services.Dunning;

/// <summary>
/// The part of dunning that runs inside a unit of work: opening, advancing and closing cases together with the change that
/// makes it so. Nothing here reaches for the money.
/// </summary>
public sealed class DunningCases(
    DunningRepository cases,
    PaymentTries tries,
    WorkItemRepository workItems,
    AccountService accounts,
    MailOutbox mails,
    AuditTrail audit)
{
    /// <summary>The accounts that follow from the cases.</summary>
    internal AccountService Accounts => accounts;

    /// <summary>The log of tries that the cases are about.</summary>
    internal PaymentTries Tries => tries;

    /// <summary>Puts off the suspension by schedule a little, so that the last try of the same instant has been made.</summary>
    private static readonly TimeSpan SuspendSlack = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Called by the invoice's projector in the projection's unit of work, for every projection: opens the case when a failed
    /// try becomes visible, logs Stripe's own tries, and closes the case when the invoice is paid or given up.
    /// </summary>
    /// <param name="work">The projection's unit of work.</param>
    /// <param name="invoice">The invoice as it was just written.</param>
    /// <param name="failure">The newest failed try as Stripe tells it; null when none is known.</param>
    /// <param name="context">Of the projection.</param>
    public async Task OnInvoiceProjectedAsync(Work work, InvoiceRow invoice, PaymentFailure? failure, ProjectionContext context)
    {
        await PaymentTries.LockAsync(work, invoice.TenantId, invoice.Id);
        var found = await cases.FindByInvoiceAsync(work, invoice.TenantId, invoice.Id);
        if (found is null && DunningRules.OpensCase(invoice))
        {
            found = await OpenAsync(work, invoice, failure, context);
            await tries.LogStripeTriesAsync(work, invoice, found, failure, context.Now);
            return;
        }

        var added = await tries.LogStripeTriesAsync(work, invoice, found, failure, context.Now);
        if (found is not { ClosedAt: null })
            return;
        if (DunningRules.CloseReason(invoice.Status) is { } reason)
            await CloseAsync(work, found, reason, context.Actor, context.Now);
        else if (added > 0)
            await cases.MoveAsync(work, found with { Attempts = found.Attempts + added, UpdatedAt = context.Now });
    }

    /// <summary>
    /// Ends a try by its intent's outcome, once: the log's row, and for a try of the schedule the next step. Called in the
    /// unit of work of the outcome or later; a try that has ended already stays as it is.
    /// </summary>
    /// <param name="work">A unit of work.</param>
    /// <param name="intent">With a known outcome.</param>
    /// <param name="now">The engine's time.</param>
    /// <returns>The try as it stands.</returns>
    internal async Task<PaymentRetryRow> SettleAsync(Work work, StripeIntentRow intent, DateTimeOffset now)
    {
        await PaymentTries.LockAsync(work, intent.TenantId!.Value, PaymentOrder.InvoiceOf(intent));
        var open = await tries.FindAsync(work, intent.Id);
        if (open.Status != PaymentTryStatus.Unknown)
            return open;
        var invoice = (await cases.FindInvoiceAsync(work, open.InvoiceId))!;
        var failure = intent.State == IntentState.Rejected ? PaymentFailures.Of(intent) : null;
        var ended = open with
        {
            Status = failure is not null ? DeclineRules.StatusOf(failure)
                : invoice.Status == "paid" ? PaymentTryStatus.Succeeded : PaymentTryStatus.Processing,
            ErrorCode = failure?.ErrorCode,
            DeclineCode = failure?.DeclineCode,
            ErrorMessage = failure?.Message,
        };
        if (failure is not null && await cases.FindByInvoiceAsync(work, open.TenantId, open.InvoiceId) is { ClosedAt: null } item)
            ended = ended with { NextRetryAt = await FailAsync(work, item, invoice, ended, failure, now) };
        await tries.EndAsync(work, ended);
        return ended;
    }

    private async Task<DateTimeOffset?> FailAsync(
        Work work, DunningCaseRow item, InvoiceRow invoice, PaymentRetryRow ended, PaymentFailure failure, DateTimeOffset now)
    {
        if (DeclineRules.IsHard(failure))
            await workItems.AddAsync(work, DunningWork.Backup(item, now));
        // It says nothing of the default, which the schedule is about.
        if (ended.Trigger == PaymentTrigger.Backup)
            return null;
        if (ended.Trigger == PaymentTrigger.Schedule)
            return await AdvanceAsync(work, new DunningStep { Case = item, Invoice = invoice, Tried = true, Failure = failure, Actor = ended.Actor, Now = now });
        var automatic = DeclineRules.MayRetry(failure);
        await cases.MoveAsync(work, item with { Automatic = automatic, NextRetryAt = automatic ? item.NextStepAt : null, UpdatedAt = now });
        return null;
    }

    /// <summary>Called by the subscription's projector when the subscription has ended: nobody is chased for it any more.</summary>
    public async Task OnSubscriptionEndedAsync(Work work, Guid subscriptionId, ProjectionContext context)
    {
        foreach (var open in await cases.ListOpenBySubscriptionAsync(work, context.TenantId, subscriptionId))
            await CloseAsync(work, open, "subscription_ended", context.Actor, context.Now);
    }

    /// <summary>
    /// Called in the unit of work that makes another payment method the customer's default: every invoice in dunning is
    /// tried once with it, outside the schedule.
    /// </summary>
    public async Task OnDefaultPaymentMethodChangedAsync(Work work, string stripePaymentMethodId, ProjectionContext context)
    {
        foreach (var open in await cases.ListOpenAsync(work, context.TenantId))
            await workItems.AddAsync(work, DunningWork.CardUpdate(open, stripePaymentMethodId, context.Now));
    }

    /// <summary>Makes the next step of the schedule, after its try ended or where a try could not help.</summary>
    /// <returns>When the next automatic try is due.</returns>
    internal async Task<DateTimeOffset?> AdvanceAsync(Work work, DunningStep made)
    {
        var policy = DunningPolicy.Named(made.Case.Policy);
        var step = made.Case.Step + 1;
        var automatic = made.Failure is null ? made.Case.Automatic : DeclineRules.MayRetry(made.Failure);
        var next = policy.NextAt(step, DunningPolicy.StartOf(made.Case.FirstFailedAt, made.Case.CreatedAt), made.Now);
        var moved = made.Case with
        {
            Step = step,
            Attempts = made.Case.Attempts + (made.Tried ? 1 : 0),
            Automatic = automatic,
            NextStepAt = next,
            NextRetryAt = automatic ? next : null,
            UpdatedAt = made.Now,
        };
        await cases.MoveAsync(work, moved);
        if (next is { } due)
            await workItems.AddAsync(work, DunningWork.Retry(moved, due, made.Now));
        await MailAsync(work, made.Invoice, moved, made.Failure);
        await accounts.RefreshAsync(work, moved.TenantId, made.Actor, made.Now);
        return moved.NextRetryAt;
    }

    private async Task<DunningCaseRow> OpenAsync(Work work, InvoiceRow invoice, PaymentFailure? failure, ProjectionContext context)
    {
        var policy = DunningPolicy.Default;
        var failedAt = failure?.At ?? context.Now;
        var start = DunningPolicy.StartOf(failedAt, context.Now);
        var automatic = failure is null || DeclineRules.MayRetry(failure);
        var next = policy.NextAt(1, start, failedAt);
        var opened = new DunningCaseRow
        {
            TenantId = invoice.TenantId,
            Id = Guid.CreateVersion7(context.Now),
            InvoiceId = invoice.Id,
            Policy = policy.Name,
            MaxAttempts = policy.MaxAttempts,
            Step = 1,
            Attempts = invoice.AttemptCount,
            Automatic = automatic,
            FirstFailedAt = failedAt,
            NextStepAt = next,
            NextRetryAt = automatic ? next : null,
            SuspendAt = policy.SuspendAt(start),
            CreatedAt = context.Now,
            UpdatedAt = context.Now,
        };
        await cases.AddAsync(work, opened);
        await workItems.AddAsync(work, DunningWork.Retry(opened, next!.Value, context.Now));
        if (failure is not null && DeclineRules.IsHard(failure))
            await workItems.AddAsync(work, DunningWork.Backup(opened, context.Now));
        await workItems.AddAsync(work, DunningWork.Suspend(opened, opened.SuspendAt + SuspendSlack, context.Now));
        await MailAsync(work, invoice, opened, failure);
        await AuditAsync(work, opened, "dunning.case_opened", context.Actor);
        await accounts.RefreshAsync(work, opened.TenantId, context.Actor, context.Now);
        return opened;
    }

    private async Task CloseAsync(Work work, DunningCaseRow open, string reason, string actor, DateTimeOffset now)
    {
        if (!await cases.CloseAsync(work, open, reason, now))
            return;
        foreach (var kind in DunningWork.Kinds)
            await workItems.CancelAsync(work, open.TenantId, kind, DunningWork.KeyPrefix(open.InvoiceId), now);
        await AuditAsync(work, open with { ClosedAt = now, CloseReason = reason }, "dunning.case_closed", actor);
        await accounts.RefreshAsync(work, open.TenantId, actor, now);
    }

    /// <summary>Puts the mail of the case's present step into the outbox, unless it is there already.</summary>
    internal Task<bool> MailAsync(Work work, InvoiceRow invoice, DunningCaseRow item, PaymentFailure? failure) => mails.EnqueueAsync(work, new MailOrder
    {
        TenantId = invoice.TenantId,
        Template = failure is not null && DeclineRules.WantsPayer(failure) ? DunningMails.PaymentActionRequired : DunningMails.PaymentFailed,
        Key = $"{invoice.Id}:{item.Step}",
        Recipient = invoice.CustomerEmail,
        WhileUnpaidInvoiceId = invoice.Id,
        Payload = new PaymentFailedMail
        {
            InvoiceId = invoice.Id,
            InvoiceNumber = invoice.Number,
            CustomerName = invoice.CustomerName,
            AmountRemaining = invoice.AmountRemaining,
            Currency = invoice.Currency,
            Attempt = item.Step,
            MaxAttempts = item.MaxAttempts,
            NextRetryAt = item.NextRetryAt,
            SuspendAt = item.SuspendAt,
            DeclineCode = failure?.DeclineCode,
            PaymentUrl = invoice.HostedInvoiceUrl,
        },
    });

    private Task AuditAsync(Work work, DunningCaseRow item, string action, string actor) => audit.AppendAsync(work, new AuditedChange
    {
        TenantId = item.TenantId,
        Actor = actor,
        Action = action,
        ObjectType = "dunning_case",
        ObjectId = item.Id.ToString(),
        After = new { item.InvoiceId, item.Policy, item.Step, item.Attempts, item.Automatic, item.NextRetryAt, item.SuspendAt, item.CloseReason },
    });
}

/// <summary>A step of the schedule that was just made.</summary>
internal sealed record DunningStep
{
    public required DunningCaseRow Case { get; init; }

    public required InvoiceRow Invoice { get; init; }

    /// <summary>False when the step was a mail only.</summary>
    public required bool Tried { get; init; }

    public PaymentFailure? Failure { get; init; }

    public required string Actor { get; init; }

    public required DateTimeOffset Now { get; init; }
}
