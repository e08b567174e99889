using System.Text;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.IntegrationTests.Webhooks;
using ClientForge.Billing.Services;
using ClientForge.Billing.Services.Customers;
using ClientForge.Billing.Services.Dunning;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Subscriptions;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.IntegrationTests.Subscriptions;

/// <summary>The services' methods that no route calls, for hosts that use them in the process.</summary>
public sealed class ServiceMethodTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ChangePlan_MovesAtOnceOnBothSides()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync("Basic", quantity: 2);
        var professional = Guid.Parse(await tenant.PlanIdAsync("Professional"));
        var context = new RequestContext { TenantId = tenant.Id, Actor = "user:inside", OperationKey = "change-plan-inside" };

        var after = await Service<SubscriptionService>().ChangePlanAsync(context, professional, "always_invoice", Cancellation);

        Assert.Equal((professional, 2L), (after.Row.PlanId, after.Row.Quantity));
        var stripe = await StripeSide.SubscriptionAsync(world, before);
        Assert.Equal((4_900, 2), (stripe.LongAt("items.data.0.price.unit_amount"), stripe.LongAt("items.data.0.quantity")));
    }

    [Fact]
    public async Task SendPaymentFailureEmail_IsSentOnceAStepAndOnlyWhileUnpaid()
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync();
        var paid = Guid.Parse((await tenant.InvoicesAsync())[0].StringAt("id")!);
        await tenant.AddCardAsync("pm_card_chargeCustomerFail");
        await world.AdvanceToAsync(subscription.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));
        var open = Guid.Parse((await tenant.InvoicesAsync())[0].StringAt("id")!);
        var told = (await world.MailsToAsync(tenant.Email)).Count;
        var dunning = Service<DunningService>();

        Assert.False(await dunning.SendPaymentFailureEmailAsync(paid, Cancellation));
        Assert.False(await dunning.SendPaymentFailureEmailAsync(open, Cancellation));
        await world.SettleAsync();

        Assert.Equal(told, (await world.MailsToAsync(tenant.Email)).Count);
        Assert.Equal("invoice_not_found", (await Assert.ThrowsAsync<BillingException>(() => dunning.SendPaymentFailureEmailAsync(tenant.Id, Cancellation))).Code);
    }

    [Fact]
    public async Task VerifyWebhookSignature_TellsStripesFromOthers()
    {
        var stripe = Service<StripeService>();
        const string payload = """{"id":"evt_1"}""";
        var now = await world.NowAsync();

        stripe.VerifyWebhookSignature(payload, SignedEvent.Header(Encoding.UTF8.GetBytes(payload), TestApi.WebhookSecret, now));

        var other = Assert.Throws<BillingException>(() =>
            stripe.VerifyWebhookSignature(payload, SignedEvent.Header(Encoding.UTF8.GetBytes(payload), "whsec_not_ours", now)));
        Assert.Equal("webhook_signature_invalid", other.Code);
    }

    private T Service<T>()
        where T : notnull => world.Api.Services.GetRequiredService<T>();
}
