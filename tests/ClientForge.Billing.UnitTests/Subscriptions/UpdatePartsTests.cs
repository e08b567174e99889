using ClientForge.Billing.Services.Subscriptions;

namespace ClientForge.Billing.UnitTests.Subscriptions;

public sealed class UpdatePartsTests
{
    private static readonly Guid Other = Guid.Parse("019a0000-0000-7000-8000-000000000099");

    private static UpdateParts Parts(SubscriptionTerms? terms, string behavior = "create_prorations", DateTimeOffset? trialEnd = null, string status = "active") => new()
    {
        Subscription = Rows.Active with { Status = status },
        Terms = terms,
        ProrationBehavior = behavior,
        TrialEnd = trialEnd,
        Now = Rows.Start.AddDays(10),
    };

    [Fact]
    public void Items_SeatsOnly_TouchTheSeatsAlone()
    {
        var items = Parts(new SubscriptionTerms(Rows.Plan, Rows.Price(), [], 5)).Items().ToArray();
        Assert.Equal([new UpdateParts.ItemChange("si_seats", "price_basic", 5, false)], items);
    }

    [Fact]
    public void Items_OtherPlan_KeepTheSeatsItemAndExchangeTheMeters()
    {
        var terms = new SubscriptionTerms(Rows.Plan, Rows.Price(stripeId: "price_pro", id: Other), [Rows.Meter("price_calls_pro")], 3);
        Assert.Equal(
            [
                new UpdateParts.ItemChange("si_seats", "price_pro", 3, false),
                new UpdateParts.ItemChange("si_calls", null, null, true),
                new UpdateParts.ItemChange(null, "price_calls_pro", null, false),
            ],
            Parts(terms).Items());
    }

    [Fact]
    public void Items_OtherPlanWithTheSameMeterPrice_LeaveItAlone()
    {
        var terms = new SubscriptionTerms(Rows.Plan, Rows.Price(stripeId: "price_pro", id: Other), [Rows.Meter("price_calls_basic")], 3);
        Assert.Equal([new UpdateParts.ItemChange("si_seats", "price_pro", 3, false)], Parts(terms).Items());
    }

    [Theory]
    [InlineData("active", "create_prorations", "month", null, false)]
    [InlineData("active", "none", "month", null, false)]
    [InlineData("active", "always_invoice", "month", null, true)]
    [InlineData("active", "create_prorations", "year", null, true)]
    [InlineData("active", "none", "year", null, true)]
    [InlineData("trialing", "always_invoice", "month", null, false)]
    [InlineData("trialing", "always_invoice", "year", null, false)]
    [InlineData("trialing", "create_prorations", "month", 0, true)]
    [InlineData("trialing", "always_invoice", "month", 5, false)]
    public void InvoicesNow_ByChange(string status, string behavior, string interval, int? trialEndsInDays, bool expected)
    {
        var price = interval == "year" ? Rows.Price(19000, "year", "price_year", Other) : Rows.Price(4900, "month", "price_pro", Other);
        var trialEnd = trialEndsInDays is { } days ? Rows.Start.AddDays(10 + days) : (DateTimeOffset?)null;
        Assert.Equal(expected, Parts(new SubscriptionTerms(Rows.Plan, price, [], 3), behavior, trialEnd, status).InvoicesNow);
    }

    [Fact]
    public void ProrationDate_ClockBehindThePeriod_IsThePeriodsStart()
    {
        var parts = Parts(new SubscriptionTerms(Rows.Plan, Rows.Price(), [], 5)) with { Now = Rows.Start.AddSeconds(-3) };
        Assert.Equal(Rows.Start.UtcDateTime, parts.ProrationDate);
    }

    [Theory]
    [InlineData("month", "2027-01-11T00:00:00Z")]
    public void NextInvoiceAt_AlwaysInvoiceWithinThePeriod_IsThePeriodsEnd(string interval, string now)
    {
        var terms = new SubscriptionTerms(Rows.Plan, Rows.Price(4900, interval, "price_pro", Other), [], 3);
        var parts = Parts(terms, "always_invoice") with { Now = DateTimeOffset.Parse(now) };
        Assert.Equal(Rows.Active.CurrentPeriodEnd, PreviewCalls.NextInvoiceAt(parts, atPeriodEnd: false));
    }

    [Fact]
    public void NextInvoiceAt_IntervalChange_IsAYearFromNow()
    {
        var terms = new SubscriptionTerms(Rows.Plan, Rows.Price(19000, "year", "price_year", Other), [], 3);
        Assert.Equal(Rows.Start.AddDays(10).AddYears(1), PreviewCalls.NextInvoiceAt(Parts(terms), atPeriodEnd: false));
        Assert.Equal(Rows.Active.CurrentPeriodEnd, PreviewCalls.NextInvoiceAt(Parts(terms), atPeriodEnd: true));
    }
}
