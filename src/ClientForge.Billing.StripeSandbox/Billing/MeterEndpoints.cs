using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Billing;

/// <summary><c>/v1/billing/meters</c>.</summary>
internal static class MeterEndpoints
{
    public static object Create(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var aggregation = asked.Hash("default_aggregation") ?? throw Errors.Missing("default_aggregation");
        var mapping = asked.Hash("customer_mapping");
        mapping?.Word("type", "by_id");
        var meter = new Meter
        {
            Id = Ids.New("mtr_test"),
            Created = work.Now,
            CustomerMapping = new(mapping?.RequiredString("event_payload_key", 100) ?? "stripe_customer_id"),
            DefaultAggregation = new(aggregation.Word("formula", "count", "last", "sum") ?? throw Errors.Missing(aggregation.Path("formula"))),
            DisplayName = asked.RequiredString("display_name", 250),
            EventName = asked.RequiredString("event_name", 100),
            EventTimeWindow = asked.Word("event_time_window", "day", "hour"),
            Status = "active",
            Updated = work.Now,
            ValueSettings = new(asked.Hash("value_settings")?.RequiredString("event_payload_key", 100) ?? "value"),
        };
        asked.Done();
        RequireFreeName(work, meter.EventName);
        work.Save(meter);
        work.Emit("billing.meter.created", meter);
        return meter;
    }

    public static object Update(ApiRequest request)
    {
        var before = request.Target<Meter>();
        var name = request.Params.String("display_name", 250) ?? before.DisplayName;
        request.Params.Done();
        return Save(request.Work, before, before with { DisplayName = name }, "billing.meter.updated");
    }

    public static object Deactivate(ApiRequest request)
    {
        request.Params.Done();
        var before = request.Target<Meter>();
        if (before.Status != "active")
            throw Errors.Invalid("This meter is already inactive.", "id");
        var after = before with { Status = "inactive", StatusTransitions = new(request.Work.Now) };
        return Save(request.Work, before, after, "billing.meter.deactivated");
    }

    public static object Reactivate(ApiRequest request)
    {
        request.Params.Done();
        var before = request.Target<Meter>();
        if (before.Status == "active")
            throw Errors.Invalid("This meter is already active.", "id");
        RequireFreeName(request.Work, before.EventName);
        return Save(request.Work, before, before with { Status = "active", StatusTransitions = new(null) }, "billing.meter.reactivated");
    }

    public static object List(ApiRequest request)
    {
        var status = request.Params.Word("status", "active", "inactive");
        return Paging.Page(request, request.Work.Table<Meter>().NewestFirst().Where(meter => status is null || meter.Status == status));
    }

    private static Meter Save(UnitOfWork work, Meter before, Meter after, string type)
    {
        var saved = work.Save(after with { Updated = work.Now });
        work.Emit(type, saved, before);
        return saved;
    }

    private static void RequireFreeName(UnitOfWork work, string eventName)
    {
        if (work.Table<Meter>().Where(Meter.ActiveNameIndex, eventName).Count > 0)
            throw Errors.Invalid($"An active meter for event_name '{eventName}' already exists.", "event_name");
    }
}
