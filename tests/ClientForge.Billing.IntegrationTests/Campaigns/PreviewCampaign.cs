using System.Globalization;
using System.Net;
using System.Text.Json;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.Services;
using ClientForge.Billing.Services.PaymentMethods;
using ClientForge.Billing.Services.Plans;
using ClientForge.Billing.Services.Subscriptions;

namespace ClientForge.Billing.IntegrationTests.Campaigns;

/// <summary>
/// Generated changes on a clock that stands still between preview and change: the change, made with the preview's token, must
/// charge what the preview said, line by line and to the minor unit. Currencies of no, two and three decimals; starts on month
/// ends and leap days; any second of the period.
/// </summary>
public sealed class PreviewCampaign(ServiceHarness world, int seed)
{
    /// <summary>Days from which a period is hard to count.</summary>
    private static readonly DateTimeOffset[] Starts =
    [
        new(2027, 1, 31, 23, 59, 59, TimeSpan.Zero), new(2027, 8, 31, 0, 0, 0, TimeSpan.Zero), new(2028, 2, 29, 12, 0, 0, TimeSpan.Zero),
        new(2028, 1, 30, 6, 30, 15, TimeSpan.Zero), new(2027, 2, 28, 22, 35, 0, TimeSpan.Zero), new(2027, 12, 31, 1, 2, 3, TimeSpan.Zero),
    ];

    private static readonly string[] Currencies = ["usd", "eur", "jpy", "kwd"];

    private readonly Random _random = new(seed);
    private Guid[] _plans = [];

    /// <summary>How many changes were compared, and how many of them were invoiced at once.</summary>
    public (int Compared, int Invoiced) Done { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task RunAsync(int count)
    {
        await SellAsync();
        for (var i = 0; i < count; i++)
            await CompareAsync(i);
    }

    private async Task SellAsync()
    {
        _plans = [await AddPlanAsync("small", 1_900), await AddPlanAsync("middle", 4_901), await AddPlanAsync("large", 9_873)];
        await world.Get<CouponService>().CreateAsync(Coupon("QUARTER", percentOff: 25, amountOff: null, currency: null), "ops:test", Cancellation);
        await world.Get<CouponService>().CreateAsync(Coupon("THIRD", percentOff: 33.33m, amountOff: null, currency: null), "ops:test", Cancellation);
        foreach (var currency in Currencies)
            await world.Get<CouponService>().CreateAsync(Coupon($"OFF-{currency}", percentOff: null, amountOff: currency == "kwd" ? 5_000 : 500, currency), "ops:test", Cancellation);
    }

    private Task<Guid> AddPlanAsync(string code, long monthly) => world.Get<PlanEditor>().CreateAsync(
        new PlanDraft
        {
            Code = code,
            Name = code,
            Tier = "basic",
            Currency = "usd",
            Prices = [.. Currencies.SelectMany(currency => new[] { new PriceDraft(currency, "month", Price(currency, monthly)), new PriceDraft(currency, "year", 10 * Price(currency, monthly)) })],
        },
        "ops:test",
        Cancellation);

    // Dinars have a thousand fils, of which Stripe charges whole tens.
    private static long Price(string currency, long monthly) => currency == "kwd" ? monthly * 10 : monthly;

    private async Task CompareAsync(int number)
    {
        if (_random.Next(3) == 0)
            JumpTo(Starts[_random.Next(Starts.Length)]);
        var tenantId = await world.AddTenantAsync(Cancellation);
        var order = Order();
        await world.Get<PaymentMethodsService>().AddPaymentMethodAsync(Context(tenantId), "pm_card_visa", setDefault: true, Cancellation);
        var before = await world.Get<SubscriptionService>().CreateSubscriptionAsync(Context(tenantId), order, Cancellation);
        var period = (long)(before.Row.CurrentPeriodEnd - before.Row.CurrentPeriodStart).TotalSeconds;
        world.Clock.Advance(TimeSpan.FromSeconds(_random.NextInt64(1, period - 1)));

        var change = Change(order);
        var preview = await world.Get<BoundPreviews>().IssueAsync(Context(tenantId), change, Cancellation);
        world.Clock.Advance(TimeSpan.FromSeconds(_random.Next(4) * 100));
        var what = $"seed {seed}, case {number}: {order}, then {change}: {JsonSerializer.Serialize(preview)}";
        if (world.Clock.GetUtcNow() >= before.Row.CurrentPeriodEnd)
            return;
        try
        {
            await world.Get<BoundPreviews>().RedeemAsync(Context(tenantId), preview.PreviewToken!.Value, said: null, Cancellation);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(what, e);
        }

        await JudgeAsync(before.Row.StripeSubscriptionId, preview, what);
    }

    // A year is never walked back: the next such day after now.
    private void JumpTo(DateTimeOffset start)
    {
        var at = start;
        for (var years = 4; at <= world.Clock.GetUtcNow(); years += 4)
            at = start.AddYears(years);
        world.Clock.Advance(at - world.Clock.GetUtcNow());
    }

    private async Task JudgeAsync(string subscription, SubscriptionPreview preview, string what)
    {
        var newest = (await world.Stripe.GetAsync($"invoices?limit=1&subscription={subscription}")).Expect(HttpStatusCode.OK)["data.0"];
        var invoiced = newest.StringAt("billing_reason") == "subscription_update";
        Done = (Done.Compared + 1, Done.Invoiced + (invoiced ? 1 : 0));
        if (invoiced)
        {
            Assert.True(preview.AmountDue == newest.LongAt("amount_due"), $"{what} charged {newest.LongAt("amount_due")}");
            Assert.True(preview.Total == newest.LongAt("total"), $"{what} totalled {newest.LongAt("total")}");
            AssertLines(preview.Lines, newest.At("lines.data"), what);
            return;
        }

        Assert.True(preview.AmountDue == 0, what);
        var upcoming = await world.Stripe.PostAsync("invoices/create_preview", ("subscription", subscription));
        Assert.True(preview.Total == upcoming.Expect(HttpStatusCode.OK)["total"].GetInt64(), $"{what} comes to {upcoming["total"]}");
        AssertLines(preview.Lines, upcoming["lines.data"], what);
    }

    private static void AssertLines(IReadOnlyList<PreviewLine> shown, JsonElement billed, string what)
    {
        var left = shown.Select(line => (line.Description, line.Amount)).Order();
        var right = billed.EnumerateArray().Select(line => (line.StringAt("description")!, line.LongAt("amount"))).Order();
        Assert.True(left.SequenceEqual(right), $"{what} billed {billed}");
    }

    private SubscribeOrder Order()
    {
        var currency = Pick(Currencies);
        return new SubscribeOrder
        {
            PlanId = Pick(_plans),
            Interval = Pick("month", "month", "year"),
            Currency = currency,
            Quantity = _random.Next(1, 12),
            TrialDays = 0,
            CouponCode = Pick(null, "QUARTER", "THIRD", $"OFF-{currency}"),
        };
    }

    private SubscriptionChange Change(SubscribeOrder order)
    {
        var reset = _random.Next(10) == 0;
        var behavior = reset ? "always_invoice" : Pick("always_invoice", "always_invoice", "create_prorations", "none");
        var quantity = _random.Next(1, 12);
        return new SubscriptionChange
        {
            PlanId = _random.Next(3) > 0 ? Pick([.. _plans.Where(plan => plan != order.PlanId)]) : null,
            Interval = order.Interval == "month" && !reset && _random.Next(4) == 0 ? "year" : null,
            Quantity = quantity == order.Quantity ? quantity + 1 : quantity,
            ProrationBehavior = behavior,
            ResetsAnchor = reset,
            CouponCode = _random.Next(4) == 0 ? Pick("QUARTER", "THIRD") : null,
        };
    }

    private RequestContext Context(Guid tenantId) => new()
    {
        TenantId = tenantId,
        Actor = "user:test",
        OperationKey = Guid.CreateVersion7(world.Clock.GetUtcNow()).ToString("N", CultureInfo.InvariantCulture),
    };

    private static CouponRow Coupon(string code, decimal? percentOff, long? amountOff, string? currency) => new()
    {
        Id = default,
        Code = code,
        PercentOff = percentOff,
        AmountOff = amountOff,
        Currency = currency,
        Duration = "forever",
        Active = true,
        CreatedAt = default,
    };

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];
}
