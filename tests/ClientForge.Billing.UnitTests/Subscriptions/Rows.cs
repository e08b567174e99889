using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;

namespace ClientForge.Billing.UnitTests.Subscriptions;

/// <summary>A subscription in the middle of its month, and prices for it.</summary>
internal static class Rows
{
    public static readonly DateTimeOffset Start = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly Guid Basic = Guid.Parse("019a0000-0000-7000-8000-000000000001");
    public static readonly Guid BasicMonthly = Guid.Parse("019a0000-0000-7000-8000-000000000011");

    public static SubscriptionRow Active { get; } = new()
    {
        TenantId = Guid.Parse("019a0000-0000-7000-8000-0000000000aa"),
        Id = Guid.Parse("019a0000-0000-7000-8000-0000000000bb"),
        StripeSubscriptionId = "sub_1",
        StripeCustomerId = "cus_1",
        PlanId = Basic,
        PlanPriceId = BasicMonthly,
        Status = "active",
        Quantity = 3,
        Currency = "usd",
        Interval = "month",
        UnitAmount = 1900,
        CurrentPeriodStart = Start,
        CurrentPeriodEnd = Start.AddMonths(1),
        BillingCycleAnchor = Start,
        CancelAtPeriodEnd = false,
        CollectionPaused = false,
        StripeItems = Json.From(new SubscriptionItemRef[] { new("si_seats", "price_basic", false), new("si_calls", "price_calls_basic", true) }),
        HasBegun = true,
        CreatedAt = Start,
        UpdatedAt = Start,
    };

    public static PlanPriceRow Price(long unitAmount = 1900, string interval = "month", string stripeId = "price_basic", Guid? id = null) => new()
    {
        Id = id ?? BasicMonthly,
        PlanId = Basic,
        Currency = "usd",
        Interval = interval,
        UnitAmount = unitAmount,
        PerSeat = true,
        StripePriceId = stripeId,
        Active = true,
        CreatedAt = Start,
    };

    public static PlanMeterRow Meter(string stripePriceId) => new()
    {
        Id = Guid.Parse("019a0000-0000-7000-8000-000000000021"),
        PlanId = Basic,
        Metric = "api_calls",
        Currency = "usd",
        Interval = "month",
        Included = 1000,
        UnitAmountDecimal = 0.2m,
        StripePriceId = stripePriceId,
        Active = true,
        CreatedAt = Start,
    };

    public static PlanRow Plan { get; } = new()
    {
        Id = Basic,
        Code = "basic",
        Version = 1,
        Name = "Basic",
        Tier = "basic",
        Currency = "usd",
        PriceMonthly = 1900,
        PriceAnnual = 19000,
        Features = Json.From(Array.Empty<string>()),
        Limits = Json.From(new PlanLimits { Users = 10 }),
        TrialDays = 14,
        AccessWhenPaused = false,
        Active = true,
        CreatedAt = Start,
        UpdatedAt = Start,
    };
}
