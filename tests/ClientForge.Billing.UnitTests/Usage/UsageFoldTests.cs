using System.Numerics;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Services.Usage;

namespace ClientForge.Billing.UnitTests.Usage;

/// <summary>Counters against an oracle that goes through the events one by one.</summary>
public sealed class UsageFoldTests
{
    private const int Worlds = 300;
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 10, 0, 0, TimeSpan.Zero);
    private static readonly UsagePeriod Period = new(Start, Start.AddMonths(1));

    [Theory]
    [InlineData("sum")]
    [InlineData("max")]
    [InlineData("last")]
    [InlineData("unique")]
    [InlineData("weighted_sum")]
    public void Fold_AnyEventsInAnyBatches_SayWhatTheOracleSays(string aggregation)
    {
        for (var seed = 0; seed < Worlds; seed++)
        {
            var random = new Random(seed);
            var events = Events(random, aggregation == "weighted_sum");
            var row = Merge(Batches(events, random), events);

            var level = random.Next(5);
            Assert.Equal(Oracle(aggregation, events, level), UsageValues.Of(aggregation, row, level, Period));
        }
    }

    [Fact]
    public void Fold_ManyTenantsAndMetrics_KeepsEachApart()
    {
        UsageRecordRow[] records =
        [
            Record(1, Start.AddMinutes(1), 0) with { MetricName = "a" },
            Record(2, Start.AddMinutes(2), 1) with { MetricName = "b" },
            Record(4, Start.AddMinutes(3), 2) with { MetricName = "a", TenantId = Guid.Parse("019a0000-0000-7000-8000-000000000001") },
            Record(8, Start.AddHours(1), 3) with { MetricName = "a" },
        ];

        var deltas = UsageFold.Fold(records, _ => false);

        Assert.Equal([1L, 2, 2, 4, 4, 8, 9], deltas.Select(delta => delta.Total).Order());
        Assert.All(deltas, delta => Assert.Equal(BigInteger.Zero, delta.Moment));
    }

    // B125: the key that merges must hold the window.
    [Fact]
    public void Fold_SameHourOfTwoPeriods_StaysTwoCounters()
    {
        var boundary = Start.AddMinutes(30);
        UsageRecordRow[] records =
        [
            Record(1, Start, 0) with { BillingPeriodStart = Start.AddDays(-31), BillingPeriodEnd = boundary },
            Record(2, boundary, 1) with { BillingPeriodStart = boundary, BillingPeriodEnd = boundary.AddDays(28) },
        ];

        var hours = UsageFold.Fold(records, _ => false).Where(delta => delta.Key.Span == "hour").ToArray();

        Assert.Equal([1L, 2L], hours.Select(delta => delta.Total));
        Assert.Single(hours.Select(delta => delta.Key.Bucket).Distinct());
    }

    private static decimal Oracle(string aggregation, UsageRecordRow[] events, decimal level)
    {
        var ordered = events.OrderBy(record => record.CountedAt).ThenBy(record => record.CreatedAt).ToArray();
        return aggregation switch
        {
            "sum" => events.Sum(record => record.Quantity),
            "max" => events.Length == 0 ? 0 : events.Max(record => record.Quantity),
            "last" => ordered.LastOrDefault()?.Quantity ?? 0,
            "unique" => events.Select(record => record.ValueId).Distinct().Count(),
            _ => Area(ordered, level),
        };
    }

    // Walks along the level, step by step.
    private static decimal Area(UsageRecordRow[] ordered, decimal level)
    {
        decimal area = 0;
        var at = Period.Start;
        foreach (var record in ordered)
        {
            area += level * (record.CountedAt - at).Ticks;
            level += record.Quantity;
            at = record.CountedAt;
        }

        area += level * (Period.End - at).Ticks;
        return Math.Round(area / (Period.End - Period.Start).Ticks, 6, MidpointRounding.AwayFromZero);
    }

    // What the database does with the deltas of several batches.
    private static UsageTotalsRow? Merge(IEnumerable<UsageRecordRow[]> batches, UsageRecordRow[] events)
    {
        var deltas = batches.SelectMany(batch => UsageFold.Fold(batch, _ => true)).Where(delta => delta.Key.Span == "period").ToArray();
        if (deltas.Length == 0)
            return null;
        var last = deltas.OrderBy(delta => delta.LastAt).ThenBy(delta => delta.LastCreatedAt).Last();
        var microseconds = (Period.End - Period.Start).Ticks / TimeSpan.TicksPerMicrosecond;
        return new UsageTotalsRow
        {
            MetricName = "m",
            Start = Start,
            Events = deltas.Sum(delta => delta.Events),
            LateEvents = 0,
            Total = deltas.Sum(delta => delta.Total),
            Peak = deltas.Max(delta => delta.Peak),
            LastQuantity = last.LastQuantity,
            LastAt = last.LastAt,
            DistinctValues = UsageFold.Uniques(events).Count(key => key.Counter.Span == "period"),
            Area = deltas.Sum(delta => (decimal)(((BigInteger)delta.Total * microseconds) - delta.Moment)),
        };
    }

    private static IEnumerable<UsageRecordRow[]> Batches(UsageRecordRow[] events, Random random) =>
        events.OrderBy(_ => random.Next()).Chunk(random.Next(1, 8));

    private static UsageRecordRow[] Events(Random random, bool mayTakeBack) =>
    [
        .. Enumerable.Range(0, random.Next(0, 40)).Select(i => Record(
            random.Next(mayTakeBack ? -1_000 : 0, 1_000),
            // Few instants, the boundary among them, so that many events share one.
            Start.AddMinutes(random.Next(0, 5) * random.Next(0, 8_000)), i)),
    ];

    private static UsageRecordRow Record(long quantity, DateTimeOffset time, int number) => new()
    {
        TenantId = Guid.Empty,
        Id = Guid.CreateVersion7(time),
        SubscriptionId = Guid.Empty,
        MetricName = "m",
        Quantity = quantity,
        Timestamp = time,
        CountedAt = time,
        IdempotencyKey = "k",
        BillingPeriodStart = Period.Start,
        BillingPeriodEnd = Period.End,
        Content = 1,
        ValueId = UsageIdentity.ValueId((number % 7).ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Late = false,
        CreatedAt = Start.AddDays(40).AddMicroseconds(number),
    };
}
