using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.Services.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.IntegrationTests.Webhooks;

public sealed class ObjectSyncTests(TestDatabases databases)
{
    private static readonly Guid Tenant = Guid.Parse("01950000-0000-7000-8000-000000000001");

    private readonly RecordingProjector projector = new("invoice", Tenant);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Apply_SameEventTwentyTimesAtOnceAndOnceMore_IsStoredAndFetchedOnce()
    {
        await using var harness = await StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ReceiveAsync(harness, "evt_1", "in_1")));

        await harness.Job("webhook-apply").RunAsync(Cancellation);
        await ReceiveAsync(harness, "evt_1", "in_1");

        Assert.Null(await harness.Job("webhook-apply").NextDueAsync(Cancellation));
        Assert.Equal(["in_1"], projector.Fetched);
        Assert.Equal(["applied"], await harness.QueryAsync<string>("select state from webhook_inbox", null, Cancellation));
    }

    [Fact]
    public async Task Apply_TenEventsOnOneObjectInAnyOrder_CostsOneFetch()
    {
        await using var harness = await StartAsync();
        for (var number = 10; number > 0; number--)
            await ReceiveAsync(harness, $"evt_{number}", "in_1");

        var report = await harness.Job("webhook-apply").RunAsync(Cancellation);

        Assert.Equal((1, 0), (report.Done, report.Failed));
        Assert.Equal(["in_1"], projector.Fetched);
        Assert.Equal(10, await CountAsync(harness, "select count(*)::int from webhook_inbox where state = 'applied' and applied_at is not null"));
        Assert.Null(await harness.Job("webhook-apply").NextDueAsync(Cancellation));
    }

    [Fact]
    public async Task Apply_EventArrivesWhileTheObjectIsFetched_FetchesOnceMore()
    {
        await using var harness = await StartAsync();
        await ReceiveAsync(harness, "evt_1", "in_1");
        projector.OnFetch = async _ =>
        {
            projector.OnFetch = _ => Task.CompletedTask;
            await ReceiveAsync(harness, "evt_2", "in_1");
        };

        await harness.Job("webhook-apply").RunAsync(Cancellation);

        Assert.Equal(2, projector.Fetched.Count);
        Assert.Equal(2, await CountAsync(harness, "select count(*)::int from webhook_inbox where state = 'applied'"));
    }

    [Fact]
    public async Task Apply_PoisonObject_IsGivenUpAfterEightTriesWhileOthersFlow()
    {
        await using var harness = await StartAsync();
        projector.OnFetch = id => id == "in_poison" ? throw new InvalidOperationException("bad shape") : Task.CompletedTask;
        await ReceiveAsync(harness, "evt_poison", "in_poison");
        await ReceiveAsync(harness, "evt_good", "in_good");

        await harness.Job("webhook-apply").RunAsync(Cancellation);
        Assert.Equal(("received", "bad shape"), await EventAsync(harness, "evt_poison"));
        Assert.Equal(("applied", null), await EventAsync(harness, "evt_good"));
        while (await harness.Job("webhook-apply").NextDueAsync(Cancellation) is { } due)
        {
            harness.Clock.Advance(due - harness.Clock.GetUtcNow());
            await harness.Job("webhook-apply").RunAsync(Cancellation);
        }

        Assert.Equal(8, projector.Fetched.Count(id => id == "in_poison"));
        Assert.Equal(("failed", "bad shape"), await EventAsync(harness, "evt_poison"));
    }

    [Fact]
    public async Task Replay_DeadLetteredEventOnceItsCauseIsMended_IsApplied()
    {
        await using var harness = await StartAsync();
        await ReceiveAsync(harness, "evt_1", "in_1");
        await harness.ExecuteAsync("update stripe_object_sync set dead = true, next_at = null, attempts = 8", null, Cancellation);
        await harness.ExecuteAsync("update webhook_inbox set state = 'failed', error = 'bad shape'", null, Cancellation);

        var replayed = await harness.Get<WebhookEvents>().ReplayAsync("evt_1", "mended", "ops:tester", Cancellation);
        await harness.Job("webhook-apply").RunAsync(Cancellation);

        Assert.Equal("received", replayed.State);
        Assert.Equal(("applied", null), await EventAsync(harness, "evt_1"));
        Assert.Equal(
            ("webhook_event.replayed", "ops:tester", "mended"),
            await harness.QuerySingleAsync<(string, string, string)>("select action, actor, reason from audit_log", null, Cancellation));
    }

    [Fact]
    public async Task Apply_WorkerThatLostItsLease_WritesNothing()
    {
        await using var harness = await StartAsync();
        await ReceiveAsync(harness, "evt_1", "in_1");
        var late = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        projector.OnFetch = _ =>
        {
            projector.OnFetch = _ => Task.CompletedTask;
            started.SetResult();
            return late.Task;
        };

        var stalled = harness.Job("webhook-apply").RunAsync(Cancellation);
        await started.Task.WaitAsync(Cancellation);
        await harness.ExecuteAsync("update stripe_object_sync set lease_until = clock_timestamp() - interval '1 second'", null, Cancellation);
        await harness.Job("webhook-apply").RunAsync(Cancellation);
        Assert.Single(projector.Projected);
        late.SetResult();
        await stalled;

        Assert.Single(projector.Projected);
        Assert.Equal(("applied", null), await EventAsync(harness, "evt_1"));
    }

    [Fact]
    public async Task Sync_TwoCommandsOnOneObjectAtOnce_NeverFetchSideBySide()
    {
        await using var harness = await StartAsync();
        int inside = 0, most = 0;
        projector.OnFetch = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        };

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => harness.Get<ObjectSync>().SyncAsync("invoice", "in_1", Tenant, "user:1", Cancellation)));

        Assert.Equal((1, 8), (most, projector.Projected.Count));
    }

    private Task<ServiceHarness> StartAsync() =>
        ServiceHarness.StartAsync(databases, Cancellation, services =>
        {
            foreach (var registered in services.Where(service => service.ServiceType == typeof(IObjectProjector)).ToArray())
                services.Remove(registered);
            services.AddSingleton<IObjectProjector>(projector);
        });

    private static Task ReceiveAsync(ServiceHarness harness, string eventId, string invoiceId)
    {
        var body = SignedEvent.Invoice(eventId, invoiceId);
        return harness.Get<WebhookIntake>().ReceiveAsync(body, SignedEvent.Header(body, ServiceHarness.WebhookSecret, harness.Clock.GetUtcNow()), Cancellation);
    }

    private static Task<int> CountAsync(ServiceHarness harness, string sql) => harness.QuerySingleAsync<int>(sql, null, Cancellation);

    private static Task<(string State, string? Error)> EventAsync(ServiceHarness harness, string eventId) =>
        harness.QuerySingleAsync<(string, string?)>("select state, error from webhook_inbox where event_id = @eventId", new { eventId }, Cancellation);
}
