using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Payments;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Time;

/// <summary>A simulated clock some customers live on.</summary>
internal sealed record TestClock : StripeObject
{
    public override string Object => "test_helpers.test_clock";

    public required long Created { get; init; }

    public required long DeletesAfter { get; init; }

    /// <summary>The time the clock shows, in unix seconds.</summary>
    public required long FrozenTime { get; init; }

    public bool Livemode { get; init; }

    public string? Name { get; init; }

    /// <summary><c>ready</c>, <c>advancing</c> or <c>internal_failure</c>.</summary>
    public required string Status { get; init; }

    public TestClockStatusDetails StatusDetails { get; init; } = new(null);
}

internal sealed record TestClockStatusDetails([property: AbsentWhenNull] TestClockAdvance? Advancing);

internal sealed record TestClockAdvance(long TargetFrozenTime);

/// <summary>While a clock advances nobody else writes to what lives on it.</summary>
internal static class TestClockRules
{
    private const int MaxCustomers = 3;

    /// <summary>Puts a new customer on a clock, at whose time it is created.</summary>
    public static Customer Join(UnitOfWork work, Customer customer, string clockId)
    {
        var clock = work.FromParam<TestClock>(clockId, "test_clock");
        var members = work.Table<Customer>().Where("test_clock", clockId).Count(member => !member.IsDeleted);
        return members < MaxCustomers
            ? customer with { TestClock = clockId, Created = clock.FrozenTime }
            : throw Errors.Invalid($"You cannot have more than {MaxCustomers} customers on one test clock.", "test_clock");
    }

    /// <summary>Puts a customer who lives on the sandbox's clock on another, for good; what it has already must not be billed by time.</summary>
    public static void Move(UnitOfWork work, string customerId, TestClock clock)
    {
        if (work.Find<Customer>(customerId) is not { IsDeleted: false } customer)
            throw Errors.NoSuchInBody("customer", customerId, "customer");
        if (customer.TestClock is not null)
            throw Errors.Invalid("This customer is already attached to a test clock.", "customer");
        if (work.Table<Subscription>().Where(Subscription.CustomerIndex, customer.Id).Any(subscription => !SubscriptionStatus.IsTerminal(subscription.Status)))
            throw Errors.Invalid("A customer with subscriptions cannot be moved to a test clock.", "customer");
        foreach (var method in work.Table<PaymentMethod>().Where("customer", customer.Id))
            work.Save(method with { TestClock = clock.Id });
        work.EmitIfChanged("customer.updated", work.Save(customer with { TestClock = clock.Id }), customer);
    }

    /// <summary>Stripe's 429 while a clock advances.</summary>
    public static StripeError Underway() =>
        new(429, "Test clock advancement underway - cannot perform modifications while the clock is advancing.") { Code = "lock_timeout" };

    public static void RequireWritable(UnitOfWork work, StripeObject row)
    {
        if (row is IOnTestClock { TestClock: { } id } && id != work.RunsOnTestClock && work.Find<TestClock>(id) is { Status: "advancing" })
            throw Underway();
    }
}
