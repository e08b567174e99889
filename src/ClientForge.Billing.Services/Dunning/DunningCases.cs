using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Data.Invoices;
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
    PaymentRetryRepository tries,
    WorkItemRepository workItems,
    AccountService accounts,
    MailOutbox mails,
    AuditTrail audit)
{
    /// <summary>Puts off the suspension by schedule a little, so that the last try of the same instant has been made.</summary>
    private static readonly TimeSpan SuspendSlack = TimeSpan.FromMinutes(5);

    /// <summary>Stripe's times are whole seconds, cut.</summary>
    private static readonly TimeSpan StripeClockStep = TimeSpan.FromSeconds(1);

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
        await LockPaymentsAsync(work, invoice.TenantId, invoice.Id);
        var found = await cases.FindByInvoiceAsync(work, invoice.TenantId, invoice.Id);
        if (found is null && DunningRules.OpensCase(invoice))
            found = await OpenAsync(work, invoice, failure, context);
        await LogStripeTriesAsync(work, invoice, found, failure, context);
        if (found is { ClosedAt: null } && DunningRules.CloseReason(invoice.Status) is { } reason)
            await CloseAsync(work, found, reason, context.Actor, context.Now);
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

    /// <summary>Serialises everything that adds to the invoice's log of tries until the unit ends.</summary>
    internal static Task LockPaymentsAsync(Work work, Guid tenantId, Guid invoiceId) => work.LockTenantAsync(tenantId, $"payment:{invoiceId}");

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

    /// <summary>Takes into account a failed try outside the schedule: it decides whether automatic tries make sense, and moves nothing.</summary>
    internal Task NoteExtraFailureAsync(Work work, DunningCaseRow open, PaymentFailure failure, DateTimeOffset now)
    {
        var automatic = DeclineRules.MayRetry(failure);
        return cases.MoveAsync(work, open with { Automatic = automatic, NextRetryAt = automatic ? open.NextStepAt : null, UpdatedAt = now });
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

    private async Task LogStripeTriesAsync(Work work, InvoiceRow invoice, DunningCaseRow? found, PaymentFailure? failure, ProjectionContext context)
    {
        var log = await tries.ListAsync(work, invoice.TenantId, invoice.Id);
        var paid = invoice.Status == "paid";
        var missing = paid && log.Count == 0 ? 0 : DunningRules.MissingStripeTries(log, invoice.AttemptCount);
        for (var left = missing; left > 0; left--)
            await tries.AddAsync(work, StripeTry(invoice, left == 1 ? failure : null, paid && left == 1, found, context));
        if (found is { ClosedAt: null, Attempts: var attempts } && log.Count > 0 && missing > 0)
            await cases.MoveAsync(work, found with { Attempts = attempts + missing, UpdatedAt = context.Now });
        if (missing == 0 && log is [.., { IntentId: not null, StripeChargeId: null } last] && failure?.StripeChargeId is { } charge
            && last.AttemptedAt <= failure.At + StripeClockStep)
            await tries.SetChargeAsync(work, last, charge);
        if (paid && missing == 0 && log.Count > 0 && log.All(DunningRules.BroughtNothing))
            await tries.AddAsync(work, StripeTry(invoice, null, paid, found, context) with { Trigger = PaymentTrigger.Customer });
    }

    private static PaymentRetryRow StripeTry(InvoiceRow invoice, PaymentFailure? failure, bool succeeded, DunningCaseRow? found, ProjectionContext context) => new()
    {
        TenantId = invoice.TenantId,
        Id = Guid.CreateVersion7(context.Now),
        InvoiceId = invoice.Id,
        AttemptNumber = 0,
        Trigger = PaymentTrigger.Stripe,
        Status = succeeded ? PaymentTryStatus.Succeeded : failure is null ? PaymentTryStatus.Failed : DeclineRules.StatusOf(failure),
        ErrorCode = succeeded ? null : failure?.ErrorCode,
        DeclineCode = succeeded ? null : failure?.DeclineCode,
        ErrorMessage = succeeded ? null : failure?.Message,
        StripeChargeId = succeeded ? null : failure?.StripeChargeId,
        AttemptedAt = succeeded ? invoice.PaidAt ?? context.Now : failure?.At ?? context.Now,
        NextRetryAt = succeeded ? null : found?.NextRetryAt,
        Actor = "stripe",
    };

    private Task<bool> MailAsync(Work work, InvoiceRow invoice, DunningCaseRow item, PaymentFailure? failure) => mails.EnqueueAsync(work, new MailOrder
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
