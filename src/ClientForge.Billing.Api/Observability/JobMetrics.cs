using System.Diagnostics.Metrics;

namespace ClientForge.Billing.Api.Observability;

/// <summary>How often each recurring job ran, how it ended and how long it took.</summary>
public sealed class JobMetrics
{
    public const string MeterName = "ClientForge.Billing";

    private static readonly double[] Boundaries = [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120, 300];

    private readonly Counter<long> _runs;
    private readonly Histogram<double> _duration;

    public JobMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _runs = meter.CreateCounter<long>("billing.job.runs", description: "Runs of recurring jobs by outcome.");
        _duration = meter.CreateHistogram(
            "billing.job.duration", "s", "Duration of a run.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Boundaries });
    }

    public void Record(string job, string outcome, TimeSpan duration)
    {
        _runs.Add(1, new KeyValuePair<string, object?>("job", job), new KeyValuePair<string, object?>("outcome", outcome));
        _duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("job", job));
    }
}
