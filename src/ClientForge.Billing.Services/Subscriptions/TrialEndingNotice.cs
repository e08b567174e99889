using System.Globalization;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Accounts;
using ClientForge.Billing.Data.Customers;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Data.WorkItems;
using ClientForge.Billing.Services.Jobs;
using ClientForge.Billing.Services.Notifications;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>What the mail about a trial's end says.</summary>
public sealed record TrialEndingMail
{
    public const string Template = "trial_ending";

    public string? CustomerName { get; init; }

    public required string PlanName { get; init; }

    public required DateTimeOffset TrialEnd { get; init; }

    /// <summary>Minor units of <see cref="Currency"/>, before discount and tax: what the first period costs.</summary>
    public required long Amount { get; init; }

    public required string Currency { get; init; }

    /// <summary><c>month</c> or <c>year</c>.</summary>
    public required string Interval { get; init; }

    /// <summary>False: the subscription ends with the trial unless a payment method is added.</summary>
    public required bool HasPaymentMethod { get; init; }
}

/// <summary>Of <c>notice.trial_ending</c>.</summary>
internal sealed record TrialEndingPayload(Guid SubscriptionId, DateTimeOffset TrialEnd);

/// <summary>Tells a tenant three days before that its trial ends, if that is still so when the notice is due.</summary>
internal sealed class TrialEndingNotice(
    Database database, SubscriptionRepository subscriptions, PlanRepository plans, CustomerRepository customers, AccountRepository accounts, MailOutbox mails) : IWorkHandler
{
    public const string WorkKind = "notice.trial_ending";

    /// <summary>As Stripe's own <c>trial_will_end</c>; a shorter trial is announced at its start.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(3);

    public string Kind => WorkKind;

    /// <summary>One notice a trial's end: a trial that was prolonged gets another one. Null when no trial is running.</summary>
    public static WorkItem? Item(SubscriptionRow row, DateTimeOffset now)
    {
        if (row is not { Status: "trialing", TrialEnd: { } trialEnd } || trialEnd <= now)
            return null;
        return new WorkItem
        {
            TenantId = row.TenantId,
            Id = Guid.CreateVersion7(now),
            Kind = WorkKind,
            Key = $"{row.Id}:{trialEnd.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}",
            Payload = Json.From(new TrialEndingPayload(row.Id, trialEnd)),
            DueAt = trialEnd - Ahead > now ? trialEnd - Ahead : now,
            CreatedAt = now,
        };
    }

    public Task HandleAsync(WorkItem item, CancellationToken cancellationToken)
    {
        var tenantId = item.TenantId!.Value;
        var payload = item.Payload.Read<TrialEndingPayload>();
        return database.InTenantAsync(
            tenantId,
            async work =>
            {
                var row = await subscriptions.FindAsync(work, tenantId, payload.SubscriptionId);
                if (row is not { Status: "trialing", CancelAtPeriodEnd: false } || row.TrialEnd != payload.TrialEnd)
                    return;
                var plan = await plans.FindAsync(work, row.PlanId);
                var contact = await accounts.FindContactAsync(work, tenantId);
                await mails.EnqueueAsync(work, new MailOrder
                {
                    TenantId = tenantId,
                    Template = TrialEndingMail.Template,
                    Key = item.Key,
                    Recipient = contact?.Email,
                    Payload = await MailAsync(work, row, plan!.Name, contact?.Name),
                });
            },
            cancellationToken);
    }

    private async Task<TrialEndingMail> MailAsync(Work work, SubscriptionRow row, string planName, string? customerName) => new()
    {
        CustomerName = customerName,
        PlanName = planName,
        TrialEnd = row.TrialEnd!.Value,
        Amount = row.UnitAmount * row.Quantity,
        Currency = row.Currency,
        Interval = row.Interval,
        HasPaymentMethod = row.DefaultPaymentMethodId is not null
            || await customers.FindLiveAsync(work, row.TenantId) is { DefaultPaymentMethodId: not null },
    };
}
