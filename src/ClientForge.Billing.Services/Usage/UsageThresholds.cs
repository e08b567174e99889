using System.Globalization;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Accounts;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Services.Notifications;
using Microsoft.Extensions.Options;

namespace ClientForge.Billing.Services.Usage;

/// <summary>What the mail about usage that nears or passes what is included says.</summary>
public sealed record UsageThresholdMail
{
    public const string Template = "usage_threshold";

    public string? CustomerName { get; init; }

    /// <summary>The metric's name for people.</summary>
    public required string MetricName { get; init; }

    /// <summary>Percent of what is included.</summary>
    public required int Percent { get; init; }

    public required decimal Used { get; init; }

    public required long Included { get; init; }

    public required DateTimeOffset ResetsAt { get; init; }
}

/// <summary>Tells the tenant when usage of the current period passes its thresholds, each once; of several at a time, the highest.</summary>
public sealed class UsageThresholds(
    UsageThresholdRepository thresholds, PlanRepository plans, UsageReader reader, AccountRepository accounts, MailOutbox mails, IOptions<UsageOptions> options)
{
    public async Task CheckAsync(Work work, SubscriptionRow subscription, DateTimeOffset now)
    {
        var period = new UsagePeriod(subscription.CurrentPeriodStart, subscription.CurrentPeriodEnd);
        var values = await reader.ListValuesAsync(work, subscription.TenantId, period);
        var meters = await plans.ListMetersAsync(work, subscription.PlanId, subscription.Currency, subscription.Interval);
        foreach (var meter in meters.Where(meter => meter.Included > 0))
        {
            var used = values.GetValueOrDefault(meter.Metric);
            int[] reached = [.. options.Value.Thresholds.Where(percent => used * 100 >= (decimal)meter.Included * percent).Distinct().Order()];
            if (reached.Length == 0)
                continue;
            var fresh = await thresholds.AddAsync(work, subscription.TenantId, meter.Metric, period.Start, reached, now);
            if (fresh.Count > 0)
                await TellAsync(work, subscription, meter, used, fresh.Max());
        }
    }

    private async Task TellAsync(Work work, SubscriptionRow subscription, PlanMeterRow meter, decimal used, int percent)
    {
        var contact = await accounts.FindContactAsync(work, subscription.TenantId);
        var metric = (await plans.ListMetricsAsync(work)).First(row => row.Metric == meter.Metric);
        await mails.EnqueueAsync(work, new MailOrder
        {
            TenantId = subscription.TenantId,
            Template = UsageThresholdMail.Template,
            Key = string.Create(CultureInfo.InvariantCulture, $"{meter.Metric}:{subscription.CurrentPeriodStart.ToUnixTimeSeconds()}:{percent}"),
            Recipient = contact?.Email,
            Payload = new UsageThresholdMail
            {
                CustomerName = contact?.Name,
                MetricName = metric.DisplayName,
                Percent = percent,
                Used = used,
                Included = meter.Included,
                ResetsAt = subscription.CurrentPeriodEnd,
            },
        });
    }
}
