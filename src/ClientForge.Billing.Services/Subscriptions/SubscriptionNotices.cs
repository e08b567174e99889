using System.Globalization;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Accounts;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Notifications;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>What the mail about an end says.</summary>
public sealed record SubscriptionCanceledMail
{
    public const string Template = "subscription_canceled";

    public string? CustomerName { get; init; }

    public required string PlanName { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>False: the end was asked for and can still be taken back.</summary>
    public required bool HasEnded { get; init; }
}

/// <summary>What the mail about a change of plan or interval says.</summary>
public sealed record PlanChangedMail
{
    public const string Template = "plan_changed";

    public string? CustomerName { get; init; }

    public required string OldPlanName { get; init; }

    public required string NewPlanName { get; init; }

    /// <summary>Minor units of <see cref="Currency"/>: all seats for one <see cref="Interval"/>, before discount and tax.</summary>
    public required long Amount { get; init; }

    public required string Currency { get; init; }

    /// <summary><c>month</c> or <c>year</c>.</summary>
    public required string Interval { get; init; }

    public required DateTimeOffset NextInvoiceAt { get; init; }
}

/// <summary>Tells a tenant by mail what became of its subscription, from the difference between two projections.</summary>
internal sealed class SubscriptionNotices(PlanRepository plans, AccountRepository accounts, MailOutbox mails)
{
    public async Task TellAsync(Work work, SubscriptionRow? before, SubscriptionRow after)
    {
        if (before is not { HasBegun: true, HasEnded: false })
            return;
        if (after.Status == "canceled" || (after.CancelAtPeriodEnd && !before.CancelAtPeriodEnd))
            await TellEndAsync(work, after);
        else if (after.PlanId != before.PlanId || after.Interval != before.Interval)
            await TellChangeAsync(work, before, after);
    }

    private async Task TellEndAsync(Work work, SubscriptionRow after)
    {
        var hasEnded = after.Status == "canceled";
        var endsAt = after.EndedAt ?? after.CancelAt ?? after.CurrentPeriodEnd;
        await EnqueueAsync(work, after, SubscriptionCanceledMail.Template, hasEnded ? "ended" : $"ends:{Seconds(after.CanceledAt ?? after.UpdatedAt)}", async name => new SubscriptionCanceledMail
        {
            CustomerName = name,
            PlanName = await NameAsync(work, after.PlanId),
            EndsAt = endsAt,
            HasEnded = hasEnded,
        });
    }

    private Task TellChangeAsync(Work work, SubscriptionRow before, SubscriptionRow after) => EnqueueAsync(
        work,
        after,
        PlanChangedMail.Template,
        $"{before.PlanPriceId}:{after.PlanPriceId}:{Seconds(after.UpdatedAt)}",
        async name => new PlanChangedMail
        {
            CustomerName = name,
            OldPlanName = await NameAsync(work, before.PlanId),
            NewPlanName = await NameAsync(work, after.PlanId),
            Amount = after.UnitAmount * after.Quantity,
            Currency = after.Currency,
            Interval = after.Interval,
            NextInvoiceAt = after.CurrentPeriodEnd,
        });

    private async Task EnqueueAsync(Work work, SubscriptionRow row, string template, string key, Func<string?, Task<object>> payload)
    {
        var contact = await accounts.FindContactAsync(work, row.TenantId);
        await mails.EnqueueAsync(work, new MailOrder
        {
            TenantId = row.TenantId,
            Template = template,
            Key = $"{row.Id}:{key}",
            Recipient = contact?.Email,
            Payload = await payload(contact?.Name),
        });
    }

    private async Task<string> NameAsync(Work work, Guid planId) => (await plans.FindAsync(work, planId))!.Name;

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
