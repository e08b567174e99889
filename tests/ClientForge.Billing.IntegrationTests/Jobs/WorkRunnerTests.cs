using System.Collections.Concurrent;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.WorkItems;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.Services.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.IntegrationTests.Jobs;

public sealed class WorkRunnerTests(TestDatabases databases)
{
    private readonly CountingHandler handler = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ManyItemsAndTwoRunners_DoesEachOnceAndNoMoreAtOnceThanAllowed()
    {
        await using var harness = await StartAsync();
        for (var number = 0; number < 20; number++)
            await AddAsync(harness, $"item-{number}");

        await Task.WhenAll(RunAsync(harness), RunAsync(harness));

        Assert.Equal(20, handler.Handled.Count);
        Assert.Equal(20, handler.Handled.Distinct().Count());
        Assert.InRange(handler.MostAtOnce, 1, 6);
    }

    [Fact]
    public async Task Add_SameKeyTwice_IsOneItem()
    {
        await using var harness = await StartAsync();

        Assert.True(await AddAsync(harness, "once"));
        Assert.False(await AddAsync(harness, "once"));
    }

    [Fact]
    public async Task Run_ItemNotDueYet_IsLeftAlone()
    {
        await using var harness = await StartAsync();
        await AddAsync(harness, "later", TimeSpan.FromHours(1));

        await RunAsync(harness);

        Assert.Empty(handler.Handled);
    }

    [Fact]
    public async Task Run_HandlerKeepsFailing_TriesEightTimesEverLaterAndGivesUpWithTheReason()
    {
        await using var harness = await StartAsync();
        await AddAsync(harness, "poison");
        handler.Fails = true;
        var triedAt = new List<TimeSpan>();

        while (await NextDueAsync(harness) is { } due)
        {
            if (due > harness.Clock.GetUtcNow())
                harness.Clock.Advance(due - harness.Clock.GetUtcNow());
            triedAt.Add(harness.Clock.GetUtcNow() - ServiceHarness.Start);
            await RunAsync(harness);
        }

        Assert.Equal(8, triedAt.Count);
        Assert.Equal(triedAt.Zip(triedAt.Skip(1), (one, next) => next - one).Order(), triedAt.Zip(triedAt.Skip(1), (one, next) => next - one));
        Assert.Equal(("dead", "no"), await harness.QuerySingleAsync<(string, string)>("select state, last_error from work_items", null, Cancellation));
    }

    [Fact]
    public async Task Run_OwnerDied_IsTakenOverAfterItsLease()
    {
        await using var harness = await StartAsync();
        await AddAsync(harness, "orphan");
        await harness.ExecuteAsync("update work_items set lease_owner = 'dead:1', lease_until = clock_timestamp() + interval '1 hour', attempts = 1", null, Cancellation);
        await RunAsync(harness);
        Assert.Empty(handler.Handled);

        await harness.ExecuteAsync("update work_items set lease_until = clock_timestamp() - interval '1 second'", null, Cancellation);
        await RunAsync(harness);

        Assert.Single(handler.Handled);
        Assert.Equal("done", await harness.QuerySingleAsync<string>("select state from work_items", null, Cancellation));
    }

    private Task<ServiceHarness> StartAsync() =>
        ServiceHarness.StartAsync(databases, Cancellation, services => services.AddSingleton<IWorkHandler>(handler));

    private static Task<JobReport> RunAsync(ServiceHarness harness) => harness.Get<WorkRunner>().RunDueAsync("test.", 3, Cancellation);

    private static Task<DateTimeOffset?> NextDueAsync(ServiceHarness harness) =>
        harness.Database.AsSystemAsync(work => harness.Get<WorkItemRepository>().NextDueAsync(work, "test."), Cancellation);

    private static Task<bool> AddAsync(ServiceHarness harness, string key, TimeSpan wait = default) => harness.Database.AsSystemAsync(
        work => harness.Get<WorkItemRepository>().AddAsync(work, new WorkItem
        {
            Id = Guid.CreateVersion7(harness.Clock.GetUtcNow()),
            Kind = CountingHandler.WorkKind,
            Key = key,
            Payload = Json.From(new { }),
            DueAt = harness.Clock.GetUtcNow() + wait,
            CreatedAt = harness.Clock.GetUtcNow(),
        }),
        Cancellation);

    private sealed class CountingHandler : IWorkHandler
    {
        public const string WorkKind = "test.count";

        private readonly ConcurrentQueue<string> handled = [];
        private int inside;
        private int mostAtOnce;

        public string Kind => WorkKind;

        public bool Fails { get; set; }

        public int MostAtOnce => mostAtOnce;

        public ConcurrentQueue<string> Handled => handled;

        public async Task HandleAsync(WorkItem item, CancellationToken cancellationToken)
        {
            var now = Interlocked.Increment(ref inside);
            InterlockedMax(ref mostAtOnce, now);
            await Task.Yield();
            Interlocked.Decrement(ref inside);
            if (Fails)
                throw new InvalidOperationException("no");
            handled.Enqueue(item.Key);
        }

        private static void InterlockedMax(ref int target, int value)
        {
            int seen;
            while ((seen = target) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
            {
            }
        }
    }
}
