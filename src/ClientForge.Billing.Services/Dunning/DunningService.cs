using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Accounts;
using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Data.Invoices;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.Dunning;

/// <summary>What is done about invoices that failed to be paid: tries on schedule, mails, suspension, reactivation.</summary>
public sealed class DunningService(
    Database database,
    DunningRepository cases,
    DunningCases dunning,
    InvoicePayments payments,
    BackupPayer backup,
    TimeProvider time)
{
    private const string ScheduleActor = "job:payment-retry";

    /// <summary>The wait, from the first failure, before the try after the given one; null after the last one.</summary>
    /// <param name="attempt">From 1.</param>
    public static TimeSpan? GetRetrySchedule(int attempt) => DunningPolicy.Default.WaitAfter(attempt);

    /// <summary>Reads the invoice again and opens its case if its payment failed; knowing it already changes nothing.</summary>
    /// <exception cref="BillingException">404 <c>invoice_not_found</c>.</exception>
    public async Task HandleFailedPaymentAsync(Guid invoiceId, CancellationToken cancellationToken)
    {
        var invoice = await FindInvoiceAsync(invoiceId, cancellationToken);
        await payments.RefreshAsync(invoice.TenantId, invoice.StripeInvoiceId, ScheduleActor, cancellationToken);
    }

    /// <summary>
    /// Makes one step of the schedule: a try where one can help, a mail alone where not. A step that was made, or that is not
    /// the next one, changes nothing; a try without a known outcome is ended when its intent is resolved.
    /// </summary>
    /// <param name="invoiceId">The invoice in dunning.</param>
    /// <param name="attempt">The step, from 2; the first failure was step 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BillingException">404 <c>invoice_not_found</c>; 409 <c>operation_in_progress</c>: another try is under way.</exception>
    public async Task RetryPaymentAsync(Guid invoiceId, int attempt, CancellationToken cancellationToken)
    {
        var invoice = await FindInvoiceAsync(invoiceId, cancellationToken);
        await payments.RefreshAsync(invoice.TenantId, invoice.StripeInvoiceId, ScheduleActor, cancellationToken);
        if (await SkipAsync(invoiceId, attempt, cancellationToken))
            return;
        await payments.PayAsync(Order(invoice, PaymentTrigger.Schedule, $"schedule:{attempt}", ScheduleActor), cancellationToken);
    }

    /// <summary>Tries once with a payment method that has just become the default, outside the schedule.</summary>
    /// <exception cref="BillingException">404 <c>invoice_not_found</c>; 409 <c>operation_in_progress</c>.</exception>
    public async Task RetryAfterCardUpdateAsync(Guid invoiceId, string stripePaymentMethodId, CancellationToken cancellationToken)
    {
        var invoice = await FindInvoiceAsync(invoiceId, cancellationToken);
        await payments.RefreshAsync(invoice.TenantId, invoice.StripeInvoiceId, ScheduleActor, cancellationToken);
        if (await FindOpenAsync(invoiceId, cancellationToken) is null)
            return;
        var order = Order(invoice, PaymentTrigger.CardUpdate, $"card_update:{stripePaymentMethodId}", ScheduleActor);
        await payments.PayAsync(order with { StripePaymentMethodId = stripePaymentMethodId }, cancellationToken);
    }

    /// <summary>Tries once with the payment method that the payer has agreed to stand in; nothing happens without such a consent.</summary>
    /// <exception cref="BillingException">404 <c>invoice_not_found</c>; 409 <c>operation_in_progress</c>.</exception>
    public async Task RetryWithBackupAsync(Guid invoiceId, CancellationToken cancellationToken)
    {
        var invoice = await FindInvoiceAsync(invoiceId, cancellationToken);
        await payments.RefreshAsync(invoice.TenantId, invoice.StripeInvoiceId, ScheduleActor, cancellationToken);
        if (await FindOpenAsync(invoiceId, cancellationToken) is null || await backup.FindAsync(invoice.TenantId, cancellationToken) is not { } agreed)
            return;
        var order = Order(invoice, PaymentTrigger.Backup, $"backup:{agreed.StripePaymentMethodId}", ScheduleActor);
        await payments.PayAsync(order with { StripePaymentMethodId = agreed.StripePaymentMethodId, Reason = agreed.Reason }, cancellationToken);
    }

    /// <summary>A person has the invoice tried now, outside the schedule.</summary>
    /// <exception cref="BillingException">
    /// 404 <c>invoice_not_found</c>; 409 <c>invoice_not_open</c>, <c>operation_in_progress</c>; 402 when it was declined; 502
    /// when Stripe did not answer.
    /// </exception>
    public async Task<PaymentRetryRow> RetryNowAsync(Guid invoiceId, string operationKey, string reason, string actor, CancellationToken cancellationToken)
    {
        var invoice = await FindInvoiceAsync(invoiceId, cancellationToken);
        await payments.RefreshAsync(invoice.TenantId, invoice.StripeInvoiceId, actor, cancellationToken);
        invoice = await FindInvoiceAsync(invoiceId, cancellationToken);
        if (invoice.Status != "open")
            throw BillingException.Conflict("invoice_not_open", $"The invoice is {invoice.Status}; only an open one can be paid.");
        var result = await payments.PayAsync(Order(invoice, PaymentTrigger.Ops, $"ops:{operationKey}", actor) with { Reason = reason }, cancellationToken);
        result.Outcome.EnsureSucceeded();
        return result.Try;
    }

    /// <summary>Puts the mail about the invoice's present step into the outbox, unless it is there already.</summary>
    /// <returns>False when it was, when there is no open case, or nobody to write to.</returns>
    /// <exception cref="BillingException">404 <c>invoice_not_found</c>.</exception>
    public async Task<bool> SendPaymentFailureEmailAsync(Guid invoiceId, CancellationToken cancellationToken)
    {
        var invoice = await FindInvoiceAsync(invoiceId, cancellationToken);
        return await database.InTenantAsync(
            invoice.TenantId,
            async work => await cases.FindByInvoiceAsync(work, invoice.TenantId, invoiceId) is { ClosedAt: null } open
                && await dunning.MailAsync(work, invoice, open, failure: null),
            cancellationToken);
    }

    /// <summary>A person suspends the account until a person reactivates it.</summary>
    public Task<AccountRow> SuspendAccountAsync(Guid tenantId, string reason, string actor, CancellationToken cancellationToken) =>
        database.InTenantAsync(tenantId, work => dunning.Accounts.SuspendAsync(work, tenantId, reason, actor, time.GetUtcNow()), cancellationToken);

    /// <summary>A person lifts a suspension, whatever its cause.</summary>
    public Task<AccountRow> ReactivateAccountAsync(Guid tenantId, string reason, string actor, CancellationToken cancellationToken) =>
        database.InTenantAsync(tenantId, work => dunning.Accounts.ReactivateAsync(work, tenantId, reason, actor, time.GetUtcNow()), cancellationToken);

    /// <summary>Suspends the account if its grace has run out, or whatever else the rules make of it now.</summary>
    internal Task RefreshAccountAsync(Guid tenantId, CancellationToken cancellationToken) =>
        database.InTenantAsync(tenantId, work => dunning.Accounts.RefreshAsync(work, tenantId, ScheduleActor, time.GetUtcNow()), cancellationToken);

    /// <returns>True when there is nothing to pay at this step.</returns>
    private async Task<bool> SkipAsync(Guid invoiceId, int step, CancellationToken cancellationToken)
    {
        var invoice = await FindInvoiceAsync(invoiceId, cancellationToken);
        return await database.InTenantAsync(
            invoice.TenantId,
            async work =>
            {
                await PaymentTries.LockAsync(work, invoice.TenantId, invoiceId);
                if (await cases.FindByInvoiceAsync(work, invoice.TenantId, invoiceId) is not { ClosedAt: null } open || open.Step != step - 1)
                    return true;
                if (open.Automatic && !await dunning.Tries.IsRunningAsync(work, invoice.TenantId, invoiceId))
                    return false;
                var now = time.GetUtcNow();
                await dunning.Tries.SkipAsync(work, open, ScheduleActor, now);
                await dunning.AdvanceAsync(work, new DunningStep { Case = open, Invoice = invoice, Tried = false, Actor = ScheduleActor, Now = now });
                return true;
            },
            cancellationToken);
    }

    private Task<DunningCaseRow?> FindOpenAsync(Guid invoiceId, CancellationToken cancellationToken) => database.AsSystemAsync(
        async work => await cases.FindInvoiceAsync(work, invoiceId) is { } invoice
            && await cases.FindByInvoiceAsync(work, invoice.TenantId, invoiceId) is { ClosedAt: null } open ? open : null,
        cancellationToken);

    private async Task<InvoiceRow> FindInvoiceAsync(Guid invoiceId, CancellationToken cancellationToken) =>
        await database.AsSystemAsync(work => cases.FindInvoiceAsync(work, invoiceId), cancellationToken)
        ?? throw BillingException.NotFound("invoice_not_found", "There is no such invoice.");

    private static PaymentOrder Order(InvoiceRow invoice, string trigger, string key, string actor) => new()
    {
        TenantId = invoice.TenantId,
        InvoiceId = invoice.Id,
        StripeInvoiceId = invoice.StripeInvoiceId,
        Trigger = trigger,
        Key = key,
        Actor = actor,
    };
}
