using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Time;

/// <summary><c>/v1/test_helpers/test_clocks</c>.</summary>
internal sealed class TestClockModule : ISandboxModule
{
    private const long Day = 86_400;
    private const long Lifetime = 30 * Day;

    public void Register(SandboxBuilder sandbox)
    {
        const string collection = "/v1/test_helpers/test_clocks";
        sandbox.Table<TestClock>("test_helpers.test_clock", "test clock");
        sandbox.Post(collection, Create);
        sandbox.Get(collection, request => Paging.Page(request, request.Work.Table<TestClock>().NewestFirst()));
        sandbox.Retrieve<TestClock>(collection);
        sandbox.Delete(collection + "/{id}", Delete);
        sandbox.Post(collection + "/{id}/advance", Advance);
    }

    private static TestClock Create(ApiRequest request)
    {
        var work = request.Work;
        var clock = new TestClock
        {
            Id = Ids.New("clock"),
            Created = work.Now,
            DeletesAfter = work.Now + Lifetime,
            FrozenTime = request.Params.Timestamp("frozen_time") ?? throw Errors.Missing("frozen_time"),
            Name = request.Params.String("name", 300),
            Status = "ready",
        };
        var customer = request.Params.String("customer");
        request.Params.Done();
        work.Save(clock);
        if (customer is not null)
            TestClockRules.Move(work, customer, clock);
        work.Emit("test_helpers.test_clock.created", clock);
        return clock;
    }

    /// <summary>Starts the advance; <see cref="TestClockRunner"/> does it, and sets the clock ready.</summary>
    private static TestClock Advance(ApiRequest request)
    {
        var target = request.Params.Timestamp("frozen_time") ?? throw Errors.Missing("frozen_time");
        request.Params.Done();
        var work = request.Work;
        var clock = request.Target<TestClock>();
        if (clock.Status == "advancing")
            throw TestClockRules.Underway();
        if (target <= clock.FrozenTime)
            throw Errors.Invalid("You cannot advance a test clock backwards or to its present time.", "frozen_time");
        if (target - clock.FrozenTime > Reach(work, clock))
        {
            throw Errors.Invalid(
                "You can only advance a test clock by two intervals of the shortest subscription on it at a time.", "frozen_time");
        }

        var advancing = work.Save(clock with
        {
            Status = "advancing",
            StatusDetails = new TestClockStatusDetails(new TestClockAdvance(target)),
        });
        work.Emit("test_helpers.test_clock.advancing", advancing);
        return advancing;
    }

    private static DeletedObject Delete(ApiRequest request)
    {
        request.Params.Done();
        var (work, clock) = (request.Work, request.Target<TestClock>());
        if (clock.Status == "advancing")
            throw TestClockRules.Underway();
        foreach (var customer in work.Table<Customer>().Where("test_clock", clock.Id).Where(customer => !customer.IsDeleted))
            CustomerDeletion.Delete(work, customer);
        work.Delete(clock);
        work.Emit("test_helpers.test_clock.deleted", clock);
        return new DeletedObject(clock.Id, clock.Object);
    }

    /// <summary>How far one advance may go, in seconds; without subscriptions two years.</summary>
    private static long Reach(UnitOfWork work, TestClock clock)
    {
        var intervals = work.Table<Customer>().Where("test_clock", clock.Id)
            .SelectMany(customer => work.Table<Subscription>().Where(Subscription.CustomerIndex, customer.Id))
            .Where(subscription => !SubscriptionStatus.IsTerminal(subscription.Status))
            .SelectMany(subscription => subscription.Items.Data)
            .Select(item => item.Price.Recurring)
            .OfType<Catalog.PriceRecurring>()
            .Select(recurring => recurring.IntervalCount * recurring.Interval switch { "day" => 1, "week" => 7, "month" => 31, _ => 366 })
            .ToList();
        return intervals.Count == 0 ? 731 * Day : 2 * Day * intervals.Min();
    }
}
