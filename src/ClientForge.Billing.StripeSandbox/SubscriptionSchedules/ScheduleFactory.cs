using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.SubscriptionSchedules;

/// <summary>Makes schedules: around a subscription that runs, or for one to come.</summary>
internal static class ScheduleFactory
{
    /// <summary>A schedule whose one phase is the subscription's current period.</summary>
    public static SubscriptionSchedule From(UnitOfWork work, Subscription subscription)
    {
        if (subscription.Schedule is { } existing)
            throw Errors.Invalid($"You cannot migrate a subscription that is already attached to a schedule: {existing}", "from_subscription");
        if (SubscriptionStatus.IsTerminal(subscription.Status) || subscription.Status == SubscriptionStatus.Incomplete)
            throw Errors.Invalid($"You cannot create a subscription schedule from a subscription that is {subscription.Status}.", "from_subscription");
        var start = subscription.Items.Data.Min(item => item.CurrentPeriodStart);
        var end = SubscriptionAgenda.PeriodEnd(subscription);
        return new()
        {
            Id = Ids.New("sub_sched"),
            BillingMode = subscription.BillingMode,
            Created = work.NowOn(subscription.TestClock),
            CurrentPhase = new(start, end),
            Customer = subscription.Customer,
            DefaultSettings = new()
            {
                CollectionMethod = subscription.CollectionMethod,
                DefaultPaymentMethod = subscription.DefaultPaymentMethod,
            },
            EndBehavior = "release",
            Phases = [PhaseOf(subscription, start, end)],
            Status = ScheduleStatus.Active,
            Subscription = subscription.Id,
            TestClock = subscription.TestClock,
        };
    }

    /// <summary>A schedule that makes its subscription when its first phase begins.</summary>
    public static SubscriptionSchedule New(UnitOfWork work, Params asked)
    {
        var customer = work.FromParam<Customer>(asked.RequiredString("customer"), "customer");
        var now = work.NowOn(customer.TestClock);
        var start = asked.String("start_date") switch
        {
            null => throw Errors.Missing("start_date"),
            "now" => now,
            _ => asked.Timestamp("start_date") ?? now,
        };
        var phases = asked.Hashes("phases", 100).Value ?? throw Errors.Missing("phases");
        var read = PhaseReader.Read(work, phases, start, customer.Currency ?? CurrencyOf(work, phases[0]));
        return new()
        {
            Id = Ids.New("sub_sched"),
            BillingMode = BillingMode.FlexibleDefault,
            Created = now,
            Customer = customer.Id,
            EndBehavior = "release",
            Phases = read,
            Status = ScheduleStatus.NotStarted,
            TestClock = customer.TestClock,
        };
    }

    /// <summary>Ties the subscription to its schedule, so that the end of a phase is one of its moments.</summary>
    public static Subscription Attach(UnitOfWork work, Subscription subscription, SubscriptionSchedule schedule)
    {
        var end = ScheduleClock.EndOf(schedule);
        // A schedule made in its last week is no news: whoever made it knows.
        var isKnown = end - SubscriptionAgenda.UpcomingNotice <= work.NowOn(subscription.TestClock);
        return SubscriptionChanges.Save(work, subscription, subscription with
        {
            PhaseEndsAt = schedule.CurrentPhase!.EndDate,
            Schedule = schedule.Id,
            ScheduleEndsAt = end,
            ScheduleNoticeFor = isKnown ? end : null,
        });
    }

    private static SchedulePhase PhaseOf(Subscription subscription, long start, long end) => new()
    {
        Currency = subscription.Currency,
        DefaultTaxRates = subscription.DefaultTaxRates,
        Discounts = [.. subscription.Discounts.Select(id => new PhaseDiscount { Discount = id })],
        EndDate = end,
        Items = [.. subscription.Items.Data.Select(item => new PhaseItem
        {
            Discounts = [.. item.Discounts.Select(id => new PhaseDiscount { Discount = id })],
            Metadata = item.Metadata,
            Plan = item.Plan,
            Price = item.Price.Id,
            Quantity = item.Quantity,
            TaxRates = item.TaxRates,
        })],
        Metadata = subscription.Metadata,
        ProrationBehavior = "create_prorations",
        StartDate = start,
        TrialEnd = subscription.Status == SubscriptionStatus.Trialing ? subscription.TrialEnd : null,
    };

    /// <summary>The currency of the first price of a phase.</summary>
    internal static string CurrencyOf(UnitOfWork work, Params phase)
    {
        var item = (phase.Hashes("items", 20).Value ?? throw Errors.Missing(phase.Path("items")))[0];
        return item.String("price") is { } price ? work.FromParam<Price>(price, item.Path("price")).Currency : "usd";
    }
}
