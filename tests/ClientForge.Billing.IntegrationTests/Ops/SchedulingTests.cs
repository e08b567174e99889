using ClientForge.Billing.Api.Dev;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.Services.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ClientForge.Billing.IntegrationTests.Ops;

/// <summary>The scheduler itself, in real time, on two replicas over one database.</summary>
public sealed class SchedulingTests(TestDatabases databases)
{
    private const string EverySecond = "* * * * * ?";
    private static readonly Dictionary<string, string?> Enabled = new() { ["Jobs:Enabled"] = "true", ["Jobs:CheckInSeconds"] = "1" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ticks_OnTwoReplicas_HappenOnceEach()
    {
        var database = await databases.CreateAsync(Cancellation);
        var job = new CountingJob("counted", EverySecond, wanted: 5);
        await using (var one = await StartAsync(database, job))
        await using (var two = await StartAsync(database, job))
            await job.Reached.Task.WaitAsync(Cancellation);

        var rows = await database.ScalarAsync("select count(*) from job_runs where job = 'counted' and outcome = 'succeeded'");
        Assert.Equal(job.Runs, rows);
        Assert.Equal(0, await database.ScalarAsync("select count(*) from job_runs where job = 'counted' and trigger <> 'schedule'"));
    }

    [Fact]
    public async Task Ticks_EngineClockAdvanced_KeepRealTime()
    {
        var database = await databases.CreateAsync(Cancellation);
        var job = new CountingJob("counted", EverySecond, wanted: 2);
        await using var api = await StartAsync(database, job);
        using var advanced = await api.Anonymous.PostJsonAsync("/dev/time/advance", """{"seconds": 31536000}""");
        Assert.True(advanced.IsSuccessStatusCode);

        await job.Reached.Task.WaitAsync(Cancellation);

        Assert.IsType<EngineClock>(api.Services.GetRequiredService<TimeProvider>());
        Assert.Equal(0, await database.ScalarAsync("select count(*) from job_runs where scheduled_for > now() + interval '1 hour'"));
    }

    [Fact]
    public async Task Schedule_ChangedInTheBuild_ReplacesTheStoredOne()
    {
        var database = await databases.CreateAsync(Cancellation);
        await using (await StartAsync(database, new CountingJob("counted", "0 0 0 1 1 ?", wanted: 1)))
        {
        }

        var job = new CountingJob("counted", EverySecond, wanted: 1);
        await using var api = await StartAsync(database, job);

        await job.Reached.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task Hint_RunsTheJobWithoutATick()
    {
        var job = new CountingJob("counted", "0 0 0 1 1 ?", wanted: 1);
        await using var api = await StartAsync(await databases.CreateAsync(Cancellation), job);

        api.Services.GetRequiredService<WakeUp>().Hint("counted");

        await job.Reached.Task.WaitAsync(Cancellation);
    }

    private static Task<TestApi> StartAsync(TestDatabase database, CountingJob job) => TestApi.StartWithProbesAsync(
        database, services => services.RemoveAll<IRecurringJob>().AddSingleton<IRecurringJob>(job), Enabled);

    private sealed class CountingJob(string name, string schedule, int wanted) : IRecurringJob
    {
        private int _runs;

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Runs => Volatile.Read(ref _runs);

        public string Name => name;

        public string Description => "Of a test.";

        public string Schedule => schedule;

        public Task<JobReport> RunAsync(CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _runs) == wanted)
                Reached.SetResult();
            return Task.FromResult(new JobReport(1));
        }

        public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(null);
    }
}
