using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Data.Invoices;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.Dunning;

/// <summary>Keeps the log of tries: those of this engine from before they are sent, Stripe's own from when they are seen.</summary>
public sealed class PaymentTries(PaymentRetryRepository tries)
{
    /// <summary>Stripe's times are whole seconds, cut.</summary>
    private static readonly TimeSpan StripeClockStep = TimeSpan.FromSeconds(1);

    /// <summary>Serialises everything that adds to the invoice's log until the unit ends.</summary>
    internal static Task LockAsync(Work work, Guid tenantId, Guid invoiceId) => work.LockTenantAsync(tenantId, $"payment:{invoiceId}");

    /// <summary>The try that an intent makes: added as unknown, or found again after a crash.</summary>
    /// <exception cref="BillingException">
    /// Another try might bring the money too: 409 <c>operation_in_progress</c> while its outcome is not written down,
    /// <c>payment_processing</c> while the bank takes its days.
    /// </exception>
    internal async Task<PaymentRetryRow> BeginAsync(Work work, PaymentOrder order, Guid intentId, DateTimeOffset now)
    {
        if (await tries.FindByIntentAsync(work, intentId) is { } begun)
            return begun;
        var running = await FindRunningAsync(work, order.TenantId, order.InvoiceId);
        if (running is not null)
            throw running.Status == PaymentTryStatus.Processing ? Processing() : InProgress();
        return await tries.AddAsync(work, new PaymentRetryRow
        {
            TenantId = order.TenantId,
            Id = Guid.CreateVersion7(now),
            InvoiceId = order.InvoiceId,
            AttemptNumber = 0,
            Trigger = order.Trigger,
            Status = PaymentTryStatus.Unknown,
            AttemptedAt = now,
            IntentId = intentId,
            Actor = order.Actor,
            Reason = order.Reason,
        });
    }

    /// <summary>Whether a try has not ended: a bank debit takes days.</summary>
    internal async Task<bool> IsRunningAsync(Work work, Guid tenantId, Guid invoiceId) =>
        await FindRunningAsync(work, tenantId, invoiceId) is not null;

    private async Task<PaymentRetryRow?> FindRunningAsync(Work work, Guid tenantId, Guid invoiceId) =>
        (await tries.ListAsync(work, tenantId, invoiceId)).FirstOrDefault(row => row.Status is PaymentTryStatus.Unknown or PaymentTryStatus.Processing);

    private static BillingException InProgress() =>
        BillingException.Conflict("operation_in_progress", "Another payment of this invoice is under way; try again shortly.");

    internal static BillingException Processing() =>
        BillingException.Conflict("payment_processing", "A payment of this invoice is under way; a bank debit takes some days.");

    /// <summary>Logs a step of the schedule that came without a try.</summary>
    internal Task SkipAsync(Work work, DunningCaseRow item, string actor, DateTimeOffset now) => tries.AddAsync(work, new PaymentRetryRow
    {
        TenantId = item.TenantId,
        Id = Guid.CreateVersion7(now),
        InvoiceId = item.InvoiceId,
        AttemptNumber = 0,
        Trigger = PaymentTrigger.Schedule,
        Status = PaymentTryStatus.Skipped,
        AttemptedAt = now,
        Actor = actor,
    });

    internal async Task<PaymentRetryRow> FindAsync(Work work, Guid intentId) =>
        await tries.FindByIntentAsync(work, intentId) ?? throw new InvalidOperationException($"The intent {intentId} is no try to be paid.");

    internal Task EndAsync(Work work, PaymentRetryRow ended) => tries.CompleteAsync(work, ended);

    /// <summary>Brings the log up to what the invoice shows of tries that this engine did not make.</summary>
    /// <returns>How many failed ones were added.</returns>
    internal async Task<int> LogStripeTriesAsync(Work work, InvoiceRow invoice, DunningCaseRow? item, PaymentFailure? failure, DateTimeOffset now)
    {
        var log = await tries.ListAsync(work, invoice.TenantId, invoice.Id);
        if (invoice.Status == "paid")
        {
            await LogPaymentAsync(work, log, invoice, now);
            return 0;
        }

        var missing = DunningRules.MissingStripeTries(log, invoice.AttemptCount);
        for (var left = missing; left > 0; left--)
            await tries.AddAsync(work, Failed(invoice, left == 1 ? failure : null, item?.NextRetryAt, now));
        if (missing == 0 && log is [.., { IntentId: not null } last] && failure?.StripeChargeId is { } charge && failure.At + StripeClockStep >= last.AttemptedAt)
            await tries.SetChargeAsync(work, last, charge);
        return missing;
    }

    // An invoice that was paid at the first try has no log at all: there was nothing to retry.
    private async Task LogPaymentAsync(Work work, IReadOnlyList<PaymentRetryRow> log, InvoiceRow invoice, DateTimeOffset now)
    {
        foreach (var processing in log.Where(row => row.Status == PaymentTryStatus.Processing))
            await tries.CompleteAsync(work, processing with { Status = PaymentTryStatus.Succeeded });
        if (log.Count == 0 || !log.All(DunningRules.BroughtNothing))
            return;
        var byStripe = DunningRules.MissingStripeTries(log, invoice.AttemptCount) > 0;
        await tries.AddAsync(work, new PaymentRetryRow
        {
            TenantId = invoice.TenantId,
            Id = Guid.CreateVersion7(now),
            InvoiceId = invoice.Id,
            AttemptNumber = 0,
            Trigger = byStripe ? PaymentTrigger.Stripe : PaymentTrigger.Customer,
            Status = PaymentTryStatus.Succeeded,
            AttemptedAt = invoice.PaidAt ?? now,
            Actor = "stripe",
        });
    }

    private static PaymentRetryRow Failed(InvoiceRow invoice, PaymentFailure? failure, DateTimeOffset? nextRetryAt, DateTimeOffset now) => new()
    {
        TenantId = invoice.TenantId,
        Id = Guid.CreateVersion7(now),
        InvoiceId = invoice.Id,
        AttemptNumber = 0,
        Trigger = PaymentTrigger.Stripe,
        Status = failure is null ? PaymentTryStatus.Failed : DeclineRules.StatusOf(failure),
        ErrorCode = failure?.ErrorCode,
        DeclineCode = failure?.DeclineCode,
        ErrorMessage = failure?.Message,
        StripeChargeId = failure?.StripeChargeId,
        AttemptedAt = failure?.At ?? now,
        NextRetryAt = nextRetryAt,
        Actor = "stripe",
    };
}
