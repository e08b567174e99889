using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.SubscriptionSchedules;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>Previews of schedules: other phases for one that runs, or the first phase of one to come.</summary>
internal static class PreviewSchedules
{
    public static IReadOnlyList<Params> Read(Params details)
    {
        details.Ignore("end_behavior", "billing_mode", "proration_behavior");
        return details.Hashes("phases", 100).Value ?? [];
    }

    /// <summary>Plans the schedule of a subscription anew, in a unit of work that will be undone.</summary>
    public static void Replan(UnitOfWork work, Subscription subscription, IReadOnlyList<Params> phases)
    {
        var schedule = work.Find<SubscriptionSchedule>(subscription.Schedule) ?? ScheduleFactory.From(work, subscription);
        if (subscription.Schedule is null)
            ScheduleFactory.Attach(work, subscription, work.Save(schedule));
        ScheduleClock.Replan(work, schedule, schedule with { Phases = ScheduleEndpoints.Phases(work, schedule, phases) }, "create_prorations");
    }

    /// <summary>The first invoice of the subscription that the first phase would make.</summary>
    public static Invoice? First(UnitOfWork work, Customer customer, IReadOnlyList<Params> phases)
    {
        var now = work.NowOn(customer.TestClock);
        var read = PhaseReader.Read(work, phases, now, customer.Currency ?? ScheduleFactory.CurrencyOf(work, phases[0]));
        return SubscriptionCreator.Preview(work, customer, PhaseChanges.ForCreation(read[0]));
    }
}
