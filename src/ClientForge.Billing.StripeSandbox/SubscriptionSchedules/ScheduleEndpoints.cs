using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.SubscriptionSchedules;

/// <summary><c>/v1/subscription_schedules</c>.</summary>
internal static class ScheduleEndpoints
{
    public static object Create(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        asked.Exclusive("from_subscription", "customer");
        asked.Exclusive("from_subscription", "phases");
        var source = asked.String("from_subscription");
        var schedule = source is not null
            ? ScheduleFactory.From(work, work.FromParam<Subscription>(source, "from_subscription"))
            : ScheduleFactory.New(work, asked);
        schedule = Settings(asked, schedule);
        asked.Ignore("start_date", "billing_mode");
        asked.Done();
        work.Save(schedule);
        work.Emit("subscription_schedule.created", schedule);
        if (schedule.Subscription is { } id)
            ScheduleFactory.Attach(work, work.Get<Subscription>(id), schedule);
        else
            ScheduleClock.Begin(work, schedule);
        return work.Get<SubscriptionSchedule>(schedule.Id);
    }

    public static object Update(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var before = request.Target<SubscriptionSchedule>();
        RequireOpen(before, "updated");
        var after = Settings(asked, before);
        var behavior = SubscriptionParameterReader.Proration(asked);
        if (asked.Hashes("phases", 100).Value is { } phases)
            after = after with { Phases = Phases(work, before, phases) };
        asked.Done();
        return ScheduleClock.Replan(work, before, after, behavior);
    }

    public static object Release(ApiRequest request)
    {
        var schedule = request.Target<SubscriptionSchedule>();
        request.Params.Bool("preserve_cancel_date");
        request.Params.Done();
        RequireOpen(schedule, "released");
        return ScheduleClock.Release(request.Work, schedule);
    }

    public static object Cancel(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var schedule = request.Target<SubscriptionSchedule>();
        var invoiceNow = asked.Bool("invoice_now") ?? true;
        var prorate = asked.Bool("prorate") ?? true;
        asked.Done();
        RequireOpen(schedule, "canceled");
        if (work.Find<Subscription>(schedule.Subscription) is { } subscription && !SubscriptionStatus.IsTerminal(subscription.Status))
            SubscriptionEnding.Cancel(work, subscription, invoiceNow, prorate, subscription.CancellationDetails);
        else
            ScheduleClock.Cancel(work, schedule);
        return work.Get<SubscriptionSchedule>(schedule.Id);
    }

    public static object List(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var customer = asked.String("customer");
        var scheduled = asked.Bool("scheduled");
        var created = asked.Range("created");
        var rows = customer is null
            ? work.Table<SubscriptionSchedule>().NewestFirst()
            : work.Table<SubscriptionSchedule>().Where(SubscriptionSchedule.CustomerIndex, customer);
        return Paging.Page(request, rows.Where(row =>
            (scheduled is null || row.Status == ScheduleStatus.NotStarted == scheduled) && created?.Holds(row.Created) != false));
    }

    private static SubscriptionSchedule Settings(Params asked, SubscriptionSchedule schedule)
    {
        asked.Ignore("default_settings");
        return schedule with
        {
            EndBehavior = asked.Word("end_behavior", "cancel", "none", "release", "renew") ?? schedule.EndBehavior,
            Metadata = asked.Metadata(schedule.Metadata),
        };
    }

    /// <summary>New phases keep the one that runs: it is named by its start or comes first.</summary>
    internal static IReadOnlyList<SchedulePhase> Phases(UnitOfWork work, SubscriptionSchedule before, IReadOnlyList<Params> asked)
    {
        var start = before.CurrentPhase?.StartDate ?? before.Phases[0].StartDate;
        var phases = PhaseReader.Read(work, asked, start, before.Phases[0].Currency);
        if (before.CurrentPhase is { } current && phases.All(phase => phase.StartDate != current.StartDate))
            throw Errors.Invalid("You must include the current phase, with its start date, when you update phases.", "phases");
        return phases;
    }

    private static void RequireOpen(SubscriptionSchedule schedule, string verb)
    {
        if (schedule.Status is not (ScheduleStatus.Active or ScheduleStatus.NotStarted))
            throw Errors.Invalid($"You cannot have a subscription schedule {verb} that is currently in the `{schedule.Status}` status.");
    }
}
