using System.Diagnostics.Metrics;

namespace ClientForge.Billing.Api.Observability;

/// <summary>How often each recurring job ran, how it ended and how long it took.</summary>
public sealed class JobMetrics
{
    public const string MeterName = "ClientForge.Billing";

    private readonly Counter<long> _runs;
    private readonly Histogram<double> _duration;

    public JobMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _runs = meter.CreateCounter<long>("billing.job.runs", description: "Runs of recurring jobs by outcome.");
        _duration = meter.CreateHistogram<double>("billing.job.duration", "s", "Duration of a run.");
    }

    public void Record(string job, string outcome, TimeSpan duration)
    {
        _runs.Add(1, new KeyValuePair<string, object?>("job", job), new KeyValuePair<string, object?>("outcome", outcome));
        _duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("job", job));
    }
}
