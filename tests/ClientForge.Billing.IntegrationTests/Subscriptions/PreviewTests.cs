using System.Net;
using System.Text.Json;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.Services;
using ClientForge.Billing.Services.PaymentMethods;
using ClientForge.Billing.Services.Plans;
using ClientForge.Billing.Services.Subscriptions;

namespace ClientForge.Billing.IntegrationTests.Subscriptions;

/// <summary>
/// A preview says what its change charges, to the minor unit: on a clock that stands still, for changes of plan, seats,
/// interval and coupon, in every currency, on any second of the period.
/// </summary>
public sealed class PreviewTests(TestDatabases databases)
{
    private const int Cases = 40;

    private static readonly Guid[] Plans =
    [
        Guid.Parse("01980000-0000-7000-8000-000000000001"),
        Guid.Parse("01980000-0000-7000-8000-000000000002"),
        Guid.Parse("01980000-0000-7000-8000-000000000003"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Preview_ThenTheChange_ChargesTheSame(int seed)
    {
        await using var world = await ServiceHarness.StartAsync(databases, Cancellation);
        var random = new Random(seed);
        await world.Get<CouponService>().CreateAsync(Coupon("QUARTER", percentOff: 25, amountOff: null, currency: null), "ops:test", Cancellation);
        await world.Get<CouponService>().CreateAsync(Coupon("FIVE-USD", percentOff: null, amountOff: 500, currency: "usd"), "ops:test", Cancellation);
        for (var i = 0; i < Cases; i++)
            await CompareAsync(world, random);
    }

    private static async Task CompareAsync(ServiceHarness world, Random random)
    {
        var tenantId = await world.AddTenantAsync(Cancellation);
        var order = Order(random);
        await world.Get<PaymentMethodsService>().AddPaymentMethodAsync(Context(world, tenantId), "pm_card_visa", setDefault: true, Cancellation);
        var before = await world.Get<SubscriptionService>().CreateSubscriptionAsync(Context(world, tenantId), order, Cancellation);
        world.Clock.Advance(TimeSpan.FromSeconds(random.Next(1, order.Interval == "year" ? 364 * 86_400 : 27 * 86_400)));

        var change = Change(random, order);
        var preview = await world.Get<SubscriptionPreviews>().PreviewAsync(Context(world, tenantId), change, Cancellation);
        await world.Get<SubscriptionService>().UpdateSubscriptionAsync(Context(world, tenantId), change, Cancellation);

        var newest = await NewestInvoiceAsync(world, before.Row.StripeSubscriptionId);
        var what = $"{order} then {change}: {preview}";
        var invoiced = newest.StringAt("billing_reason") == "subscription_update";
        Assert.True(invoiced == (preview.AmountDue > 0 || preview.NextPaymentAt == world.Clock.GetUtcNow()), what);
        if (!invoiced)
            return;
        Assert.True(preview.AmountDue == newest.LongAt("amount_due"), $"{what} charged {newest.LongAt("amount_due")}");
        Assert.True(preview.Total == newest.LongAt("total"), $"{what} totalled {newest.LongAt("total")}");
        Assert.Equal(preview.Lines.Select(line => line.Amount).Order(), newest.At("lines.data").EnumerateArray().Select(line => line.LongAt("amount")).Order());
    }

    private static SubscribeOrder Order(Random random)
    {
        var currency = Pick(random, "usd", "eur", "jpy");
        return new SubscribeOrder
        {
            PlanId = Pick(random, Plans),
            Interval = Pick(random, "month", "month", "year"),
            Currency = currency,
            Quantity = random.Next(1, 10),
            TrialDays = 0,
            CouponCode = Pick(random, null, "QUARTER", currency == "usd" ? "FIVE-USD" : null),
        };
    }

    private static SubscriptionChange Change(Random random, SubscribeOrder order)
    {
        var quantity = order.Quantity == 1 ? 2 : random.Next(1, 10);
        return new SubscriptionChange
        {
            PlanId = random.Next(3) > 0 ? Pick(random, [.. Plans.Where(plan => plan != order.PlanId)]) : null,
            Interval = order.Interval == "month" && random.Next(4) == 0 ? "year" : null,
            Quantity = quantity == order.Quantity ? quantity - 1 : quantity,
            ProrationBehavior = Pick(random, "always_invoice", "always_invoice", "create_prorations", "none"),
            CouponCode = random.Next(4) == 0 ? "QUARTER" : null,
        };
    }

    private static async Task<JsonElement> NewestInvoiceAsync(ServiceHarness world, string subscription) =>
        (await world.Stripe.GetAsync($"invoices?limit=1&subscription={subscription}")).Expect(HttpStatusCode.OK)["data.0"];

    private static RequestContext Context(ServiceHarness world, Guid tenantId) => new()
    {
        TenantId = tenantId,
        Actor = "user:test",
        OperationKey = Guid.CreateVersion7(world.Clock.GetUtcNow()).ToString("N"),
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

    private static T Pick<T>(Random random, params T[] from) => from[random.Next(from.Length)];
}
