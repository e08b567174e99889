using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;

namespace ClientForge.Billing.StripeSandbox.SubscriptionSchedules;

/// <summary>Moves schedules through their phases.</summary>
internal static class ScheduleClock
{
    /// <summary>Due work that begins a schedule's first phase.</summary>
    public const string StartKind = "schedule.start";

    /// <summary>Begins now, or puts the beginning into the due queue.</summary>
    public static void Begin(UnitOfWork work, SubscriptionSchedule schedule)
    {
        var first = schedule.Phases[0];
        if (first.StartDate > work.NowOn(schedule.TestClock))
        {
            work.Schedule(StartKind, schedule.Id, first.StartDate, schedule.TestClock);
            return;
        }
        var customer = work.Get<Customer>(schedule.Customer);
        var subscription = SubscriptionCreator.Create(work, customer, PhaseChanges.ForCreation(first));
        var begun = work.Save(schedule with
        {
            CurrentPhase = new(first.StartDate, first.EndDate),
            Status = ScheduleStatus.Active,
            Subscription = subscription.Id,
        });
        work.EmitIfChanged("subscription_schedule.updated", begun, schedule);
        ScheduleFactory.Attach(work, subscription, begun);
    }

    public static void Start(UnitOfWork work, DueEntry entry)
    {
        if (work.Find<SubscriptionSchedule>(entry.Key) is { Status: ScheduleStatus.NotStarted } schedule)
            Begin(work, schedule);
    }

    /// <summary>The current phase of a subscription's schedule is over: the next one takes effect, or the schedule ends.</summary>
    public static void EndPhase(UnitOfWork work, Subscription subscription)
    {
        var schedule = work.Get<SubscriptionSchedule>(subscription.Schedule!);
        var now = work.NowOn(subscription.TestClock);
        if (schedule.Phases.FirstOrDefault(phase => phase.StartDate <= now && now < phase.EndDate) is { } next)
            Enter(work, subscription, schedule, next);
        else if (schedule.EndBehavior == "cancel")
            Complete(work, subscription, schedule);
        else
            Release(work, schedule);
    }

    /// <summary>The end of a schedule's last phase, while that is the current one.</summary>
    public static long? EndOf(SubscriptionSchedule schedule) =>
        schedule.CurrentPhase is { } current && schedule.Phases[^1].EndDate == current.EndDate ? current.EndDate : null;

    /// <summary>A week is left of a schedule.</summary>
    public static void NotifyEnd(UnitOfWork work, Subscription subscription)
    {
        SubscriptionChanges.Store(work, subscription with { ScheduleNoticeFor = subscription.ScheduleEndsAt });
        if (work.Find<SubscriptionSchedule>(subscription.Schedule) is { } schedule)
            work.Emit("subscription_schedule.expiring", schedule);
    }

    /// <summary>New phases: what the current one changes takes effect at once.</summary>
    public static SubscriptionSchedule Replan(UnitOfWork work, SubscriptionSchedule before, SubscriptionSchedule after, string prorationBehavior)
    {
        if (before.CurrentPhase is not { } current || work.Find<Subscription>(after.Subscription) is not { } subscription)
        {
            work.Save(after);
            work.EmitIfChanged("subscription_schedule.updated", after, before);
            Begin(work, after);
            return work.Get<SubscriptionSchedule>(after.Id);
        }
        var phase = after.Phases.First(candidate => candidate.StartDate == current.StartDate);
        var planned = work.Save(after with { CurrentPhase = new(phase.StartDate, phase.EndDate) });
        work.EmitIfChanged("subscription_schedule.updated", planned, before);
        if (PhaseChanges.For(subscription, phase, prorationBehavior) is { } change)
            subscription = SubscriptionUpdater.Update(work, subscription, change);
        SubscriptionChanges.Save(work, subscription, subscription with { PhaseEndsAt = phase.EndDate, ScheduleEndsAt = EndOf(planned) });
        return work.Get<SubscriptionSchedule>(after.Id);
    }

    /// <summary>Lets the subscription go on by itself.</summary>
    public static SubscriptionSchedule Release(UnitOfWork work, SubscriptionSchedule schedule)
    {
        work.Unschedule(StartKind, schedule.Id);
        var released = work.Save(schedule with
        {
            CurrentPhase = null,
            ReleasedAt = work.NowOn(schedule.TestClock),
            ReleasedSubscription = schedule.Subscription,
            Status = ScheduleStatus.Released,
            Subscription = null,
        });
        work.Emit("subscription_schedule.released", released);
        if (work.Find<Subscription>(schedule.Subscription) is { } subscription)
            SubscriptionChanges.Save(work, subscription, subscription with { PhaseEndsAt = null, Schedule = null, ScheduleEndsAt = null });
        return released;
    }

    /// <summary>Ends a schedule whose subscription is gone or never began.</summary>
    public static void Cancel(UnitOfWork work, SubscriptionSchedule schedule)
    {
        work.Unschedule(StartKind, schedule.Id);
        var canceled = work.Save(schedule with
        {
            CanceledAt = work.NowOn(schedule.TestClock),
            CurrentPhase = null,
            Status = ScheduleStatus.Canceled,
        });
        work.Emit("subscription_schedule.canceled", canceled);
    }

    private static void Enter(UnitOfWork work, Subscription subscription, SubscriptionSchedule schedule, SchedulePhase phase)
    {
        var entered = work.Save(schedule with { CurrentPhase = new(phase.StartDate, phase.EndDate) });
        work.EmitIfChanged("subscription_schedule.updated", entered, schedule);
        // At the end of a period the renewal that follows in this second bills the new items whole; nothing is prorated.
        var behavior = SubscriptionAgenda.PeriodEnd(subscription) <= phase.StartDate ? "none" : phase.ProrationBehavior;
        if (PhaseChanges.For(subscription, phase, behavior) is { } change)
            subscription = SubscriptionUpdater.Update(work, subscription, change);
        SubscriptionChanges.Save(work, subscription, subscription with { PhaseEndsAt = phase.EndDate, ScheduleEndsAt = EndOf(entered) });
    }

    private static void Complete(UnitOfWork work, Subscription subscription, SubscriptionSchedule schedule)
    {
        var completed = work.Save(schedule with
        {
            CompletedAt = work.NowOn(schedule.TestClock),
            CurrentPhase = null,
            Status = ScheduleStatus.Completed,
        });
        work.Emit("subscription_schedule.completed", completed);
        SubscriptionEnding.Conclude(work, subscription with { PhaseEndsAt = null, ScheduleEndsAt = null });
    }
}
