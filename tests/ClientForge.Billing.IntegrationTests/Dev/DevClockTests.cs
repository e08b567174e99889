using System.Diagnostics;
using System.Net;
using ClientForge.Billing.Api.Dev;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.Services.Jobs;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace ClientForge.Billing.IntegrationTests.Dev;

public sealed class DevClockTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Advance_JobsDueOnTheWay_RunInOrderAtTheirTime()
    {
        var log = new List<(string Job, DateTimeOffset At)>();
        await using var api = await StartAsync(await databases.CreateAsync(Cancellation), log, ("late", TimeSpan.FromDays(3)), ("early", TimeSpan.FromDays(1)), ("never", TimeSpan.FromDays(40)));
        var start = await NowAsync(api);

        using var response = await api.Anonymous.PostJsonAsync("/dev/time/advance", """{"seconds": 604800}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var end = (await response.ReadJsonAsync()).GetProperty("now").GetDateTimeOffset();
        Assert.InRange(end - start, TimeSpan.FromDays(7), TimeSpan.FromDays(7) + TimeSpan.FromMinutes(5));
        Assert.Equal(["early", "late"], log.Select(run => run.Job));
        Assert.InRange(log[0].At - start, TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1), TimeSpan.FromDays(1) + TimeSpan.FromMinutes(5));
        Assert.InRange(log[1].At - start, TimeSpan.FromDays(3) - TimeSpan.FromMinutes(1), TimeSpan.FromDays(3) + TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Clock_OtherReplicaAndRestart_FollowTheAdvance()
    {
        var database = await databases.CreateAsync(Cancellation);
        await using var one = await StartAsync(database, []);
        await using var two = await StartAsync(database, []);
        using (await one.Anonymous.PostJsonAsync("/dev/time/advance", """{"seconds": 86400}"""))
        {
        }

        var now = await NowAsync(one);
        var other = await NowAsync(two);
        while (other < now - TimeSpan.FromMinutes(5))
        {
            await Task.Delay(20, Cancellation);
            other = await NowAsync(two);
        }

        await using var three = await StartAsync(database, []);
        Assert.True(await NowAsync(three) >= now);
    }

    [Fact]
    public async Task Follower_DisposedOfWhileItRuns_EndsQuietly()
    {
        await using var api = await StartAsync(await databases.CreateAsync(Cancellation), []);
        var follower = api.Services.GetServices<IHostedService>().OfType<ClockFollower>().Single();

        follower.Dispose();

        await Task.WhenAny(follower.ExecuteTask!).WaitAsync(Cancellation);
        Assert.True(follower.ExecuteTask!.IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData("""{"seconds": -1}""")]
    [InlineData("""{"to": "2001-01-01T00:00:00Z"}""")]
    [InlineData("""{"to": "2999-01-01T00:00:00Z"}""")]
    [InlineData("{}")]
    [InlineData("""{"seconds": 1, "to": "2030-01-01T00:00:00Z"}""")]
    public async Task Advance_NotAhead_IsRefused(string body)
    {
        await using var api = await StartAsync(await databases.CreateAsync(Cancellation), []);

        using var response = await api.Anonymous.PostJsonAsync("/dev/time/advance", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }

    [Fact]
    public async Task Advance_WhileAnotherRuns_IsRefused()
    {
        var database = await databases.CreateAsync(Cancellation);
        var job = new GatedJob();
        await using var one = await StartAsync(database, job);
        await using var two = await StartAsync(database, []);
        var running = one.Anonymous.PostJsonAsync("/dev/time/advance", """{"seconds": 60}""");
        await job.Entered.Task.WaitAsync(Cancellation);

        using var second = await two.Anonymous.PostJsonAsync("/dev/time/advance", """{"seconds": 60}""");
        job.Released.SetResult();
        using var first = await running;

        await second.ShouldBeProblemAsync(HttpStatusCode.Conflict, "advance_in_progress");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
    }

    [Fact]
    public async Task Advance_WorkUnderWayElsewhere_IsWaitedFor()
    {
        var database = await databases.CreateAsync(Cancellation);
        await using var api = await StartAsync(database, []);
        await using var worker = await database.OpenAsAdminAsync(Cancellation);
        await worker.ExecuteAsync(
            """
            insert into work_items (id, kind, key, payload, state, due_at, created_at, lease_owner, lease_until)
            values (gen_random_uuid(), 'test.slow', 'one', '{}', 'waiting', now() - interval '1 day', now(), 'other:1', clock_timestamp() + interval '1 hour')
            """);

        // Whichever comes first is at work until the lease ends; the others are refused meanwhile.
        List<Task<HttpResponseMessage>> calls = [.. Enumerable.Range(0, 10).Select(_ => api.Anonymous.PostJsonAsync("/dev/time/advance", """{"seconds": 60}"""))];
        var answers = new List<HttpStatusCode>();
        while (calls.Count > 1)
        {
            var answered = await Task.WhenAny(calls);
            calls.Remove(answered);
            using var answer = await answered;
            answers.Add(answer.StatusCode);
        }

        await worker.ExecuteAsync("update work_items set state = 'done', finished_at = now(), lease_owner = null, lease_until = null");
        using var response = await calls.Single();

        Assert.Equal(Enumerable.Repeat(HttpStatusCode.Conflict, 9), answers);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Advance_WorkOfADeadProcess_IsDoneByTheLiving()
    {
        var database = await databases.CreateAsync(Cancellation);
        using var process = Process.Start("true");
        await process.WaitForExitAsync(Cancellation);
        await using var api = await TestApi.StartAsync(database);
        await using var admin = await database.OpenAsAdminAsync(Cancellation);
        await admin.ExecuteAsync(
            """
            insert into outbox_messages (id, kind, template, key, message_id, payload, state, available_at, created_at, lease_owner, lease_until)
            values (gen_random_uuid(), 'mail', 'test', 'one', 'one@test', '{}', 'waiting', now() - interval '1 day', now(), @owner, clock_timestamp() + interval '1 hour')
            """,
            new { owner = $"{Environment.MachineName}:{process.Id}" });

        using (await api.Anonymous.PostJsonAsync("/dev/time/advance", """{"seconds": 60}"""))
        {
        }

        Assert.True(await admin.QuerySingleAsync<int>("select attempts from outbox_messages where key = 'one'") > 0);
    }

    [Theory]
    [InlineData("""{"role": "root"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"role": "member"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"role": "ops"}""", HttpStatusCode.OK)]
    public async Task Tokens_RoleAndTenant_MustFit(string body, HttpStatusCode status)
    {
        await using var api = await StartAsync(await databases.CreateAsync(Cancellation), []);

        using var response = await api.Anonymous.PostJsonAsync("/dev/tokens", body);

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/dev/time")]
    [InlineData("POST", "/dev/time/advance")]
    [InlineData("POST", "/dev/tenants")]
    [InlineData("POST", "/dev/tokens")]
    public async Task DevRoutes_InProduction_AreUnknown(string method, string path)
    {
        await using var api = await TestApi.StartWithProbesAsync(await databases.CreateAsync(Cancellation), environment: "Production");

        using var response = await api.Anonymous.SendJsonAsync(new HttpMethod(method), path, "{}");

        await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
    }

    private static async Task<DateTimeOffset> NowAsync(TestApi api)
    {
        using var response = await api.Anonymous.GetAsync("/dev/time", Cancellation);
        return (await response.ReadJsonAsync()).GetProperty("now").GetDateTimeOffset();
    }

    private static Task<TestApi> StartAsync(TestDatabase database, List<(string Job, DateTimeOffset At)> log, params (string Name, TimeSpan After)[] jobs) =>
        TestApi.StartWithProbesAsync(database, services =>
        {
            services.RemoveAll<IRecurringJob>();
            foreach (var (name, after) in jobs)
                services.AddSingleton<IRecurringJob>(provider => new OnceJob(name, after, log, provider.GetRequiredService<TimeProvider>()));
        });

    private static Task<TestApi> StartAsync(TestDatabase database, IRecurringJob job) =>
        TestApi.StartWithProbesAsync(database, services => services.RemoveAll<IRecurringJob>().AddSingleton(job));

    private abstract class TestJob(string name) : IRecurringJob
    {
        public string Name => name;

        public string Description => "Of a test.";

        public string Schedule => "0 0 0 1 1 ?";

        public abstract Task<JobReport> RunAsync(CancellationToken cancellationToken);

        public abstract Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken);
    }

    /// <summary>Due once, so long after the start.</summary>
    private sealed class OnceJob(string name, TimeSpan after, List<(string Job, DateTimeOffset At)> log, TimeProvider time) : TestJob(name)
    {
        private readonly DateTimeOffset _due = time.GetUtcNow() + after;
        private bool _done;

        public override Task<JobReport> RunAsync(CancellationToken cancellationToken)
        {
            log.Add((Name, time.GetUtcNow()));
            _done = true;
            return Task.FromResult(new JobReport(1));
        }

        public override Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => Task.FromResult(_done ? null : (DateTimeOffset?)_due);
    }

    /// <summary>Due now, and held until it is released.</summary>
    private sealed class GatedJob() : TestJob("gated")
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async Task<JobReport> RunAsync(CancellationToken cancellationToken)
        {
            Entered.TrySetResult();
            await Released.Task.WaitAsync(cancellationToken);
            return new JobReport(1);
        }

        public override Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) =>
            Task.FromResult(Released.Task.IsCompleted ? null : (DateTimeOffset?)DateTimeOffset.UnixEpoch);
    }
}
