using System.Net;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.Services.Webhooks;

namespace ClientForge.Billing.IntegrationTests.Webhooks;

public sealed class EventsSweepTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_EventsThatWereNeverDelivered_AreTakenInOnce()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var customer = await AddCustomerAsync(harness);

        var first = await harness.Job("events-sweep").RunAsync(Cancellation);
        var second = await harness.Job("events-sweep").RunAsync(Cancellation);

        Assert.Equal((1, 0), (first.Done, second.Done));
        Assert.Equal(
            ("sweep", "received", "customer", customer),
            await harness.QuerySingleAsync<(string, string, string, string)>("select source, state, object_type, object_id from webhook_inbox", null, Cancellation));
        Assert.Equal(harness.Clock.GetUtcNow(), await harness.Job("webhook-apply").NextDueAsync(Cancellation));
    }

    [Fact]
    public async Task Run_MoreThanOnePage_TakesAllAndLeavesOutWhatIsAboutNothingOfOurs()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        for (var number = 0; number < 105; number++)
            await AddCustomerAsync(harness);
        (await harness.Stripe.PostAsync("products", ("name", "Seats"))).Expect(HttpStatusCode.OK);

        var report = await harness.Job("events-sweep").RunAsync(Cancellation);

        Assert.Equal(105, report.Done);
        Assert.Equal(105, await harness.QuerySingleAsync<int>("select count(distinct object_id)::int from webhook_inbox where type = 'customer.created'", null, Cancellation));
    }

    [Fact]
    public async Task Run_EventThatWasDelivered_IsNotTakenTwice()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        await AddCustomerAsync(harness);
        var delivered = (await harness.Stripe.GetAsync("events?limit=1"))["data.0"];
        var body = System.Text.Encoding.UTF8.GetBytes(delivered.GetRawText());
        await harness.Get<WebhookIntake>().ReceiveAsync(body, SignedEvent.Header(body, ServiceHarness.WebhookSecret, harness.Clock.GetUtcNow()), Cancellation);

        Assert.Equal(0, (await harness.Job("events-sweep").RunAsync(Cancellation)).Done);
        Assert.Equal("push", await harness.QuerySingleAsync<string>("select source from webhook_inbox", null, Cancellation));
    }

    [Fact]
    public async Task Run_AfterAnOutageOfTwoDays_FindsWhatHappenedMeanwhile()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        await harness.Job("events-sweep").RunAsync(Cancellation);
        harness.Clock.Advance(TimeSpan.FromHours(1));
        await AddCustomerAsync(harness);
        harness.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(1, (await harness.Job("events-sweep").RunAsync(Cancellation)).Done);
        Assert.Equal(harness.Clock.GetUtcNow() + TimeSpan.FromHours(12), await harness.Job("events-sweep").NextDueAsync(Cancellation));
    }

    private static async Task<string> AddCustomerAsync(ServiceHarness harness) =>
        (await harness.Stripe.PostAsync("customers", ("email", "a@b.example"))).Expect(HttpStatusCode.OK).Body.StringAt("id")!;
}
