using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;

namespace ClientForge.Billing.Services.Usage;

/// <summary>
/// The metrics, remembered for some seconds: what a metric counts never changes. An event that names an unknown one has them
/// read again, at most once in a while.
/// </summary>
public sealed class UsageMetrics(Database database, PlanRepository plans, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private volatile Read? _read;

    /// <summary>The metrics by which these calls are judged.</summary>
    public async ValueTask<UsageMetricSet> GetAsync(IReadOnlyList<UsageCall> calls, CancellationToken cancellationToken)
    {
        var read = _read;
        var age = read is null ? TimeSpan.MaxValue : time.GetElapsedTime(read.At);
        if (read is not null && age < Fresh && (age < Pause || calls.All(call => call.Events.All(item => read.Set.Find(item.Event.Metric) is not null))))
            return read.Set;
        var set = new UsageMetricSet(await database.AsSystemAsync(plans.ListMetricsAsync, cancellationToken));
        _read = new Read(set, time.GetTimestamp());
        return set;
    }

    /// <summary>Has the metrics read again with the next call, because one was changed here.</summary>
    public void Forget() => _read = null;

    private sealed record Read(UsageMetricSet Set, long At);
}
