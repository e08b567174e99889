using System.Text;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Webhooks;

namespace ClientForge.Billing.IntegrationTests.Webhooks;

public sealed class WebhookIntakeTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("whsec_first", -299)]
    [InlineData("whsec_first", 299)]
    [InlineData("whsec_second", 0)]
    public async Task Receive_AnyConfiguredSecretWithinTolerance_IsStored(string secret, int seconds)
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var body = SignedEvent.Invoice("evt_1", "in_1");

        await harness.Get<WebhookIntake>().ReceiveAsync(body, SignedEvent.Header(body, secret, ServiceHarness.Start.AddSeconds(seconds)), Cancellation);

        Assert.Equal("received", await StateAsync(harness, "evt_1"));
    }

    [Fact]
    public async Task Receive_EveryHostileSignature_IsRefusedAndLeavesNothing()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var body = SignedEvent.Invoice("evt_1", "in_1");
        var other = SignedEvent.Invoice("evt_2", "in_1");
        var now = $"{ServiceHarness.Start.ToUnixTimeSeconds()}";
        var good = SignedEvent.Signature(body, ServiceHarness.WebhookSecret, now);
        string?[] invalid =
        [
            null, "", "   ", "garbage", "t=", "t=,v1=", "v1=" + good, $"t={now}", $"t={now},v1=", $"t={now},v1={new string('0', 64)}",
            $"t={now},v1={good[..63]}", $"t={now},v1={good.ToUpperInvariant()}", $"t={now},v0={good}", $"t=abc,v1={good}", $"t=99999999999999999999,v1={good}",
            $"t={now},v1={SignedEvent.Signature(other, ServiceHarness.WebhookSecret, now)}",
            SignedEvent.Header(body, "whsec_foreign", now), SignedEvent.Header(body, "", now), "=,=,=", ",,,", $"t={now}=1,v1", "t",
        ];
        string[] stale = [SignedEvent.Header(body, ServiceHarness.WebhookSecret, ServiceHarness.Start.AddSeconds(-301)), SignedEvent.Header(body, ServiceHarness.SecondWebhookSecret, ServiceHarness.Start.AddSeconds(301))];

        foreach (var header in invalid)
            Assert.Equal(("webhook_signature_invalid", header), (await RefusalAsync(harness, body, header), header));
        foreach (var header in stale)
            Assert.Equal("webhook_timestamp_invalid", await RefusalAsync(harness, body, header));
        Assert.Equal(0, await harness.QuerySingleAsync<int>("select count(*)::int from webhook_inbox", null, Cancellation));
    }

    [Fact]
    public async Task Receive_TwoSignaturesWhileASecretIsRotated_IsStored()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var body = SignedEvent.Invoice("evt_1", "in_1");
        var now = $"{ServiceHarness.Start.ToUnixTimeSeconds()}";
        var header = $"t={now},v1={SignedEvent.Signature(body, "whsec_not_ours_yet", now)},v1={SignedEvent.Signature(body, ServiceHarness.WebhookSecret, now)},v0=abc";

        await harness.Get<WebhookIntake>().ReceiveAsync(body, header, Cancellation);

        Assert.Equal("received", await StateAsync(harness, "evt_1"));
    }

    [Theory]
    [InlineData("""{"id":"evt_1","type":"invoice.upcoming","created":1772359200,"data":{"object":{"object":"invoice","customer":"cus_1"}}}""")]
    [InlineData("""{"id":"evt_1","type":"brand.new.type","data":{"object":{"object":"novelty","id":"nov_1"}}}""")]
    [InlineData("""{"id":"evt_1","type":"invoice.paid","data":{"object":null}}""")]
    [InlineData("""{"id":"evt_1","object":"v2.core.event","type":"v1.invoice.paid","created":"2026-03-01T10:00:00Z"}""")]
    public async Task Receive_EventAboutNoObjectOfOurs_IsKeptAndIgnored(string json)
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);

        await ReceiveAsync(harness, Encoding.UTF8.GetBytes(json));

        Assert.Equal("ignored", await StateAsync(harness, "evt_1"));
        Assert.Equal(0, await harness.QuerySingleAsync<int>("select count(*)::int from stripe_object_sync", null, Cancellation));
    }

    [Theory]
    [InlineData("2026-07-29.dahlia")]
    [InlineData("2030-01-01.unheard")]
    [InlineData("2019-02-19")]
    public async Task Receive_AnyApiVersion_IsStored(string version)
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);

        await ReceiveAsync(harness, SignedEvent.Invoice("evt_1", "in_1", version: version));

        Assert.Equal("received", await StateAsync(harness, "evt_1"));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task Receive_GenuinelySignedNonsense_IsMalformed(string text)
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var body = Encoding.UTF8.GetBytes(text);

        Assert.Equal("webhook_body_invalid", await RefusalAsync(harness, body, SignedEvent.Header(body, ServiceHarness.WebhookSecret, ServiceHarness.Start)));
    }

    [Fact]
    public async Task Receive_InvalidUtf8_IsRefused()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        byte[] body = [0xFF, 0xFE, 0x7B];

        Assert.Equal("webhook_signature_invalid", await RefusalAsync(harness, body, SignedEvent.Header(body, ServiceHarness.WebhookSecret, ServiceHarness.Start)));
    }

    [Fact]
    public async Task Receive_DatabaseDown_AsksStripeToDeliverAgain()
    {
        await using var harness = await ServiceHarness.StartAsync(
            databases, Cancellation, connectionString: "Host=127.0.0.1;Port=1;Username=nobody;Password=x;Database=none;Timeout=2");
        var body = SignedEvent.Invoice("evt_1", "in_1");

        var error = await Assert.ThrowsAsync<BillingException>(() => ReceiveAsync(harness, body));

        Assert.Equal((BillingErrorKind.Unavailable, "database_unavailable", true), (error.Kind, error.Code, error.RetryAfter > TimeSpan.Zero));
    }

    [Fact]
    public async Task Receive_EventOfAKnownCustomer_IsFiledUnderItsTenant()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var tenantId = await harness.AddTenantAsync(Cancellation);
        await harness.ExecuteAsync(
            "insert into billing_customers (tenant_id, id, stripe_customer_id, created_at, updated_at) values (@tenantId, @tenantId, 'cus_1', now(), now())",
            new { tenantId },
            Cancellation);

        await ReceiveAsync(harness, SignedEvent.Invoice("evt_1", "in_1"));

        Assert.Equal(tenantId, await harness.QuerySingleAsync<Guid?>("select tenant_id from webhook_inbox", null, Cancellation));
    }

    private static Task ReceiveAsync(ServiceHarness harness, byte[] body) =>
        harness.Get<WebhookIntake>().ReceiveAsync(body, SignedEvent.Header(body, ServiceHarness.WebhookSecret, harness.Clock.GetUtcNow()), Cancellation);

    private static async Task<string> RefusalAsync(ServiceHarness harness, byte[] body, string? header)
    {
        var error = await Assert.ThrowsAsync<BillingException>(() => harness.Get<WebhookIntake>().ReceiveAsync(body, header, Cancellation));
        Assert.Equal(BillingErrorKind.Malformed, error.Kind);
        return error.Code;
    }

    private static Task<string> StateAsync(ServiceHarness harness, string eventId) =>
        harness.QuerySingleAsync<string>("select state from webhook_inbox where event_id = @eventId", new { eventId }, Cancellation);
}
