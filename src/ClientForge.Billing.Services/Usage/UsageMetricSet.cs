using ClientForge.Billing.Data.Plans;

namespace ClientForge.Billing.Services.Usage;

/// <summary>The metrics of the catalogue as events find theirs.</summary>
public sealed class UsageMetricSet
{
    private readonly Dictionary<string, MetricRow> _byName;
    private readonly ILookup<string, Derived> _bySource;

    public UsageMetricSet(IReadOnlyList<MetricRow> metrics)
    {
        _byName = metrics.ToDictionary(metric => metric.Metric);
        _bySource = metrics
            .Where(metric => metric.SourceMetric is not null)
            .Select(metric => new Derived(metric, metric.Filter!.Read<Dictionary<string, string[]>>()))
            .OrderByDescending(derived => derived.Filter.Count).ThenBy(derived => derived.Metric.Metric, StringComparer.Ordinal)
            .ToLookup(derived => derived.Metric.SourceMetric!);
    }

    public MetricRow? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>
    /// The one metric that counts an event: of the metrics that are derived from the one it names, the one whose filter takes it
    /// and says the most, or else the named one itself. So overlapping filters never count an event twice.
    /// </summary>
    public MetricRow CountedBy(MetricRow named, UsageEvent usage) =>
        _bySource[named.Metric].FirstOrDefault(derived => derived.Takes(usage))?.Metric ?? named;

    private sealed record Derived(MetricRow Metric, Dictionary<string, string[]> Filter)
    {
        public bool Takes(UsageEvent usage) =>
            Filter.All(part => usage.Properties?.Any(property => property.Key == part.Key && part.Value.Contains(property.Value)) == true);
    }
}
