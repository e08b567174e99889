using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.UnitTests.StripeSandbox;

public sealed class SubscriptionAgendaTests
{
    private const long Day = 86_400;
    private const long End = 30 * Day;

    [Fact]
    public void Next_Active_AnnouncesThenRenews()
    {
        Assert.Equal(new(End - 7 * Day, SubscriptionTask.NotifyUpcoming), Next(Active()));
        Assert.Equal(new(End, SubscriptionTask.Renew), Next(Active() with { UpcomingNoticeFor = End }));
        Assert.Equal(new(End, SubscriptionTask.Renew), Next(Active() with { CollectionMethod = "send_invoice" }));
    }

    [Fact]
    public void Next_Trial_WarnsThreeDaysBeforeOrAtOnce()
    {
        var trial = Active() with { Status = SubscriptionStatus.Trialing, TrialEnd = End };

        Assert.Equal(new(End - 3 * Day, SubscriptionTask.NotifyTrialEnd), Next(trial));
        Assert.Equal(new(End - Day, SubscriptionTask.NotifyTrialEnd), Next(trial with { Created = End - Day }));
        Assert.Equal(new(End, SubscriptionTask.EndTrial), Next(trial with { TrialNoticeFor = End }));
    }

    [Fact]
    public void Next_EndAskedForAtThePeriodEnd_ComesBeforeTheRenewalAndIsNotAnnounced() =>
        Assert.Equal(new(End, SubscriptionTask.Cancel), Next(Active() with { CancelAt = End }));

    [Fact]
    public void Next_PhaseEndsWithThePeriod_ComesBeforeTheRenewal() =>
        Assert.Equal(new(End, SubscriptionTask.EndPhase), Next(Active() with { PhaseEndsAt = End, UpcomingNoticeFor = End }));

    [Fact]
    public void Next_DiscountEndsWithThePeriod_IsDroppedBeforeTheRenewal() =>
        Assert.Equal(
            new AgendaEntry(End, SubscriptionTask.DropDiscounts),
            SubscriptionAgenda.Next(Active() with { Discounts = ["di_1"], UpcomingNoticeFor = End }, _ => End));

    [Theory]
    [InlineData(SubscriptionStatus.Canceled)]
    [InlineData(SubscriptionStatus.IncompleteExpired)]
    [InlineData(SubscriptionStatus.Paused)]
    public void Next_EndedOrPaused_IsNothing(string status) => Assert.Null(Next(Active() with { Status = status }));

    [Fact]
    public void Next_Incomplete_ExpiresAfterTwentyThreeHours() =>
        Assert.Equal(
            new(23 * 3600, SubscriptionTask.ExpireIncomplete), Next(Active() with { Status = SubscriptionStatus.Incomplete }));

    private static AgendaEntry? Next(Subscription subscription) => SubscriptionAgenda.Next(subscription, _ => null);

    private static Subscription Active() => new()
    {
        Id = "sub_1",
        AutomaticTax = new(false),
        BillingCycleAnchor = 0,
        BillingMode = BillingMode.FlexibleDefault,
        CollectionMethod = "charge_automatically",
        Created = 0,
        Currency = "usd",
        Customer = "cus_1",
        Items = new([Item()], "/v1/subscription_items"),
        StartDate = 0,
        Status = SubscriptionStatus.Active,
    };

    private static SubscriptionItem Item()
    {
        var price = new Price
        {
            Id = "price_1",
            BillingScheme = "per_unit",
            Created = 0,
            Currency = "usd",
            Metadata = MetadataRules.None,
            Product = "prod_1",
            Recurring = new() { Interval = "month", IntervalCount = 1, UsageType = "licensed" },
            TaxBehavior = "unspecified",
            UnitAmount = 1000,
            UnitAmountDecimal = "1000",
        };
        return new()
        {
            Id = "si_1",
            Created = 0,
            CurrentPeriodEnd = End,
            CurrentPeriodStart = 0,
            Plan = Plan.Of(price),
            Price = price,
            Quantity = 1,
            Subscription = "sub_1",
        };
    }
}
