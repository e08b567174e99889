using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Billing;

/// <summary>A meter's events as the rules take them.</summary>
internal static class MeterReadings
{
    /// <summary>Finds a customer's events of a meter.</summary>
    public const string Index = "meter_customer";

    public static string IndexKey(string meter, string customer) => meter + "|" + customer;

    public static IReadOnlyCollection<MeterReading> Of(UnitOfWork work, Meter meter, string customer) =>
    [
        .. work.Table<MeterEvent>().Where(Index, IndexKey(meter.Id, customer))
            .Where(usage => !usage.Canceled)
            .Select(usage => new MeterReading(usage.Timestamp, usage.Value, usage.Sequence)),
    ];

    public static MeterFormula Formula(Meter meter) => meter.DefaultAggregation.Formula switch
    {
        "count" => MeterFormula.Count,
        "last" => MeterFormula.Last,
        _ => MeterFormula.Sum,
    };
}
