using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Dunning;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.StripeApi;
using ClientForge.Billing.Services.Usage;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>What the last invoice of a subscription that ends at once is made of: usage not billed yet, and credit for unused time.</summary>
public sealed record LastInvoice(UsageReporter Usage, UnusedTimeCredits Credits);

/// <summary>Cancels, reactivates, pauses and resumes.</summary>
public sealed class SubscriptionEnding(
    Database database,
    SubscriptionRepository subscriptions,
    SubscriptionSchedules schedules,
    IncompleteSubscriptions incomplete,
    LastInvoice lastInvoice,
    StripeCommands commands)
{
    /// <summary>
    /// Ends the subscription with its period, or at once. Who owes, or never paid, is ended at once either way, and what he
    /// owes for it is written off: nothing of an ended subscription is collected later.
    /// </summary>
    /// <param name="context">Of the caller.</param>
    /// <param name="atPeriodEnd">With the period, else now.</param>
    /// <param name="credit">For an end now: what was paid for the time that is left goes to the customer's balance, less usage.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The subscription that was asked for, as it was before.</returns>
    /// <exception cref="BillingException">404 <c>subscription_not_found</c>; 409 <c>subscription_ended</c>.</exception>
    public async Task<SubscriptionRow> CancelAsync(RequestContext context, bool atPeriodEnd, bool credit, CancellationToken cancellationToken)
    {
        if (credit && atPeriodEnd)
            throw BillingException.Invalid("credit_at_period_end", "credit", "At the period's end no time is left to give back. Say atPeriodEnd=false.");
        var command = atPeriodEnd ? SubscriptionCommand.CancelAtPeriodEnd : SubscriptionCommand.CancelNow;
        var subscription = await GetAsync(context.TenantId, cancellationToken);
        if (SubscriptionRules.EndsAtOnce(subscription, atPeriodEnd) && atPeriodEnd)
            subscription = await GetSettledAsync(context, subscription, cancellationToken);
        if (await IsRepetitionAsync(context, subscription, cancellationToken))
            return subscription;
        SubscriptionRules.EnsureAllowed(command, subscription);
        await schedules.ReleaseAsync(context, subscription, cancellationToken);
        if (subscription.Status == "incomplete")
            await incomplete.EndAsync(context, subscription, cancellationToken);
        else if (SubscriptionRules.EndsAtOnce(subscription, atPeriodEnd))
            await CancelNowAsync(context, subscription, credit, cancellationToken);
        else
            await commands.RunAsync(
                Command(context, "subscription.cancel_at_period_end", command, row => SubscriptionCalls.SetCancelAtPeriodEndAsync(row.StripeSubscriptionId, cancel: true)),
                cancellationToken);
        return subscription;
    }

    /// <exception cref="BillingException">404; 409 <c>subscription_ended</c>, <c>subscription_not_canceling</c>.</exception>
    public Task ReactivateAsync(RequestContext context, CancellationToken cancellationToken) => commands.RunAsync(
        Command(context, "subscription.reactivate", SubscriptionCommand.Reactivate, row => SubscriptionCalls.SetCancelAtPeriodEndAsync(row.StripeSubscriptionId, cancel: false)),
        cancellationToken);

    /// <summary>Stops collecting: invoices of the pause are voided. Access follows the plan's setting.</summary>
    /// <exception cref="BillingException">404; 409 by state.</exception>
    public Task PauseAsync(RequestContext context, DateTimeOffset? resumesAt, CancellationToken cancellationToken) => commands.RunAsync(
        Command(context, "subscription.pause", SubscriptionCommand.Pause, row => SubscriptionCalls.PauseAsync(row.StripeSubscriptionId, resumesAt)),
        cancellationToken);

    /// <exception cref="BillingException">404; 409 by state.</exception>
    public Task ResumeAsync(RequestContext context, CancellationToken cancellationToken) => commands.RunAsync(
        Command(context, "subscription.resume", SubscriptionCommand.Resume, row => row.Status == "paused"
            ? SubscriptionCalls.ResumeAsync(row.StripeSubscriptionId)
            : SubscriptionCalls.UnpauseAsync(row.StripeSubscriptionId)),
        cancellationToken);

    /// <summary>A payment under way may just be ending the debt, and with it the reason to end the subscription before its time.</summary>
    private async Task<SubscriptionRow> GetSettledAsync(RequestContext context, SubscriptionRow subscription, CancellationToken cancellationToken)
    {
        await commands.SettleAsync(context, ["subscription.", InvoicePayments.IntentKind], cancellationToken);
        await commands.RefreshAsync(MirroredTypes.Subscription, subscription.StripeSubscriptionId, context, cancellationToken);
        return await GetAsync(context.TenantId, cancellationToken);
    }

    private async Task CancelNowAsync(RequestContext context, SubscriptionRow subscription, bool credit, CancellationToken cancellationToken)
    {
        var owed = subscription.Status is "past_due" or "unpaid"
            ? await database.InTenantAsync(context.TenantId, work => subscriptions.ListOpenInvoicesOfAsync(work, context.TenantId, subscription.Id), cancellationToken)
            : [];
        // The final invoice bills what Stripe knows by then.
        await lastInvoice.Usage.ReportAsync(context.TenantId, cancellationToken);
        var gives = credit && owed.Count == 0;
        var cancel = Command(
            context, "subscription.cancel", SubscriptionCommand.CancelNow, row => SubscriptionCalls.CancelAsync(row.StripeSubscriptionId, billUsage: owed.Count == 0, gives));
        if (gives)
            cancel = lastInvoice.Credits.PromisedWith(cancel, subscription);
        await commands.RunAsync(cancel with { Step = subscription.StripeSubscriptionId }, cancellationToken);
        if (gives)
            await lastInvoice.Credits.GrantAsync(context, subscription.Id, cancellationToken);
        foreach (var invoice in owed)
            await commands.TryRunAsync(
                new StripeCommand
                {
                    Context = context,
                    Kind = "subscription.write_off_invoice",
                    ObjectType = MirroredTypes.Invoice,
                    Step = invoice,
                    Decide = async (_, _) => await SubscriptionCalls.WriteOffInvoiceAsync(invoice),
                },
                cancellationToken);
    }

    private StripeCommand Command(RequestContext context, string kind, SubscriptionCommand command, Func<SubscriptionRow, Task<StripeCall>> call) => new()
    {
        Context = context,
        Kind = kind,
        ObjectType = MirroredTypes.Subscription,
        Decide = async (work, _) =>
        {
            var subscription = await subscriptions.FindCurrentAsync(work, context.TenantId) ?? throw SubscriptionReader.NotFound();
            SubscriptionRules.EnsureAllowed(command, subscription);
            return await call(subscription);
        },
    };

    private async Task<SubscriptionRow> GetAsync(Guid tenantId, CancellationToken cancellationToken) =>
        await database.InTenantAsync(tenantId, work => subscriptions.FindCurrentAsync(work, tenantId), cancellationToken) ?? throw SubscriptionReader.NotFound();

    // The same cancellation sent again finds its own work done.
    private async Task<bool> IsRepetitionAsync(RequestContext context, SubscriptionRow subscription, CancellationToken cancellationToken) =>
        subscription.HasEnded && await database.InTenantAsync(
            context.TenantId, work => subscriptions.WasCanceledByAsync(work, subscription, context.OperationKey), cancellationToken);
}
