using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Services.Audit;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Plans;

namespace ClientForge.Billing.Services.Usage;

/// <summary>Ops' definitions of metrics. What a metric counts never changes, because its counters were kept by it.</summary>
public sealed class MetricEditor(Database database, PlanRepository plans, PlanMirror mirror, UsageMetrics metrics, AuditTrail audit)
{
    public Task<IReadOnlyList<MetricRow>> ListAsync(CancellationToken cancellationToken) => database.AsSystemAsync(plans.ListMetricsAsync, cancellationToken);

    /// <summary>Adds a metric and mirrors it to a Stripe meter and product.</summary>
    /// <exception cref="BillingException">409 <c>metric_taken</c>; 422 <c>source_metric_not_found</c>.</exception>
    public async Task CreateAsync(MetricRow metric, string actor, CancellationToken cancellationToken)
    {
        await database.AsSystemAsync(
            async work =>
            {
                var known = await plans.ListMetricsAsync(work);
                if (metric.SourceMetric is { } source && !known.Any(row => row.Metric == source && row.SourceMetric is null))
                    throw BillingException.Invalid("source_metric_not_found", "sourceMetric", $"There is no metric '{source}' that events can name.");
                if (!await plans.AddMetricAsync(work, metric))
                    throw BillingException.Conflict("metric_taken", $"There is a metric '{metric.Metric}' already.");
                await TellAsync(work, "metric.created", metric, actor, null);
            },
            cancellationToken);
        metrics.Forget();
        await mirror.RunAsync(cancellationToken);
    }

    /// <summary>Changes what becomes of events whose period was invoiced.</summary>
    /// <exception cref="BillingException">404 <c>metric_not_found</c>.</exception>
    public async Task SetLatePolicyAsync(string name, string latePolicy, int lockDays, string reason, string actor, CancellationToken cancellationToken)
    {
        await database.AsSystemAsync(
            async work =>
            {
                if (!await plans.SetLatePolicyAsync(work, name, latePolicy, lockDays))
                    throw BillingException.NotFound("metric_not_found", $"There is no metric '{name}'.");
                var changed = (await plans.ListMetricsAsync(work)).First(row => row.Metric == name);
                await TellAsync(work, "metric.late_policy_changed", changed, actor, reason);
            },
            cancellationToken);
        metrics.Forget();
    }

    private Task TellAsync(Work work, string action, MetricRow metric, string actor, string? reason) => audit.AppendAsync(work, new AuditedChange
    {
        TenantId = null,
        Actor = actor,
        Action = action,
        ObjectType = "metric",
        ObjectId = metric.Metric,
        After = new { metric.Aggregation, metric.Property, metric.SourceMetric, metric.LatePolicy, metric.LockDays },
        Reason = reason,
    });
}
