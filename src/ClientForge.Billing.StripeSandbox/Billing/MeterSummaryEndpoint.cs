using System.Globalization;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Billing;

/// <summary>One row of <c>/v1/billing/meters/{id}/event_summaries</c>. Times are Unix seconds.</summary>
internal sealed record MeterEventSummary : StripeObject
{
    public override string Object => "billing.meter_event_summary";

    public required decimal AggregatedValue { get; init; }

    public required long EndTime { get; init; }

    public bool Livemode { get; init; }

    public required string Meter { get; init; }

    public required long StartTime { get; init; }
}

/// <summary>Sums a customer's usage by hour, by UTC day or over the whole span.</summary>
internal static class MeterSummaryEndpoint
{
    private const long Minute = 60;

    public static object List(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var meter = request.Target<Meter>();
        var customer = work.FromParam<Customer>(asked.RequiredString("customer"), "customer");
        var span = new Period(asked.RequiredLong("start_time", 0), asked.RequiredLong("end_time", 0));
        var window = asked.Word("value_grouping_window", "day", "hour") switch
        {
            "day" => MeterMath.SecondsPerDay,
            "hour" => MeterMath.SecondsPerHour,
            _ => (long?)null,
        };
        RequireAligned(span.Start, window ?? Minute, "start_time");
        RequireAligned(span.End, window ?? Minute, "end_time");
        if (span.Length <= 0)
            throw Errors.Invalid("end_time must be later than start_time.", "end_time");
        var windows = MeterMath.Summarize(MeterReadings.Formula(meter), MeterReadings.Of(work, meter, customer.Id), span, window);
        return Paging.PageOf(request, [.. windows.Reverse().Select(row => Show(meter.Id, customer.Id, row))]);
    }

    private static MeterEventSummary Show(string meter, string customer, MeterWindow row) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"mtrusg_test_{meter[^8..]}{customer[^8..]}{row.Start}"),
        AggregatedValue = row.Value,
        EndTime = row.End,
        Meter = meter,
        StartTime = row.Start,
    };

    private static void RequireAligned(long time, long step, string param)
    {
        if (time % step != 0)
            throw Errors.Invalid($"{param} must be aligned with {step switch { 60 => "minute", 3600 => "hour", _ => "UTC day" }} boundaries.", param);
    }
}
