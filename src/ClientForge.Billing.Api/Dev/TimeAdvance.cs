using ClientForge.Billing.Api.Jobs;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Jobs;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Jobs;

namespace ClientForge.Billing.Api.Dev;

/// <summary>
/// Walks the one clock of engine and sandbox from one due instant to the next, and lets everything due at each happen
/// before it goes on: the sandbox's renewals and webhooks, then the jobs.
/// </summary>
public sealed partial class TimeAdvance(
    EngineClock clock,
    Database database,
    DevClockRepository offsets,
    JobService jobs,
    SandboxClock sandbox,
    ILogger<TimeAdvance> logger)
{
    // Rounds at one instant: work that makes more work due at once ends long before that.
    private const int MaxRounds = 50;

    // Another replica, or a hint, may be at the work that is due; that is waited for, but not for ever: its machine may have died.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeProvider RealTime = TimeProvider.System;

    // Jobs that said they were due and got nothing done: not waited for again before they get something done.
    private readonly HashSet<string> _stalled = [];

    // Leases that were waited for in vain.
    private readonly HashSet<long> _abandoned = [];

    /// <summary>Where the clock stands: the later one, should engine and sandbox have parted.</summary>
    public async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return (await sandbox.ReadAsync(cancellationToken))?.Now is { } other && other > now ? other : now;
    }

    /// <summary>Goes to <paramref name="target"/>, or stays when the clock is past it, and returns where the clock stands.</summary>
    /// <exception cref="BillingException">502 <c>sandbox_unavailable</c>; the clock then stands where it got to.</exception>
    public async Task<DateTimeOffset> AdvanceAsync(DateTimeOffset target, CancellationToken cancellationToken)
    {
        var stop = await NowAsync(cancellationToken);
        Agenda? known = null;
        while (true)
        {
            await MoveAsync(stop, cancellationToken);
            // Where the sandbox had nothing to do, the jobs know no more than before.
            var isQuiet = stop < target && known?.IsSandboxDueAt(stop) == false;
            known = await SettleAsync(isQuiet ? known : null, cancellationToken);
            if (stop >= target)
                return clock.GetUtcNow();
            stop = known.NextAfter(clock.GetUtcNow()) is { } next && next < target ? next : target;
        }
    }

    private async Task MoveAsync(DateTimeOffset to, CancellationToken cancellationToken)
    {
        var offset = EngineClock.OffsetFor(to);
        clock.Follow(await database.AsSystemAsync(work => offsets.RaiseOffsetAsync(work, offset), cancellationToken));
        await sandbox.MoveAsync(to, cancellationToken);
    }

    /// <summary>Lets everything happen that is due now, and returns what is known to be due later.</summary>
    private async Task<Agenda> SettleAsync(Agenda? known, CancellationToken cancellationToken)
    {
        var instant = new Instant();
        var isQuiet = known is not null;
        for (var rounds = 0; rounds < MaxRounds;)
        {
            var now = clock.GetUtcNow();
            var isFresh = known is null;
            // In this order: what is claimed may make more due until its lease ends.
            var isUnderWay = isFresh && await IsWorkUnderWayAsync(instant, now, cancellationToken);
            var agenda = known ?? await LookAsync(cancellationToken);
            string[] due = [.. agenda.JobsDueAt(now).Where(name => !instant.Done.Contains(name))];
            var isSandboxDue = agenda.IsSandboxDueAt(now);
            if (due.Length == 0 && !isSandboxDue)
            {
                if (isQuiet || (isFresh && !isUnderWay))
                    return agenda;
                if (isUnderWay)
                    await Task.Delay(Pause, cancellationToken);
                known = null;
                continue;
            }

            isQuiet = false;
            if (isSandboxDue)
                await sandbox.MoveAsync(now, cancellationToken);
            if (await RunAsync(due, instant, cancellationToken) || isSandboxDue)
            {
                rounds++;
                instant.Idle.Clear();
                instant.WaitUntil = RealTime.GetUtcNow() + Patience;
                known = null;
            }
            else
            {
                // Nothing was done, so nothing is due that was not: only those that ran are asked again.
                known = await AskAgainAsync(agenda, due, cancellationToken);
                await WaitForOthersAsync(due, instant, cancellationToken);
            }
        }

        Log.Restless(logger, clock.GetUtcNow());
        return await LookAsync(cancellationToken);
    }

    /// <summary>What is claimed does not count as due, and may make more due when it is done: it is given a while, then left.</summary>
    private async Task<bool> IsWorkUnderWayAsync(Instant instant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var leases = await database.AsSystemAsync(work => offsets.ListLeasesAsync(work, now), cancellationToken);
        var dead = leases.Select(lease => lease.Owner).Where(LeaseOwner.IsDead).ToHashSet();
        foreach (var owner in dead)
            await database.AsSystemAsync(work => offsets.ReleaseLeasesAsync(work, owner), cancellationToken);
        var living = leases.Where(lease => !dead.Contains(lease.Owner)).Select(lease => lease.FencingToken).ToArray();
        if (living.All(_abandoned.Contains))
            return false;
        if (RealTime.GetUtcNow() < instant.WaitUntil)
            return true;
        _abandoned.UnionWith(living);
        return false;
    }

    /// <summary>Somebody else may hold the work of jobs that were due and found none: they are given a while, then left.</summary>
    private async Task WaitForOthersAsync(string[] due, Instant instant, CancellationToken cancellationToken)
    {
        if (RealTime.GetUtcNow() >= instant.WaitUntil)
        {
            _stalled.UnionWith(due);
            instant.Done.UnionWith(due);
        }
        else if (due.All(instant.Idle.Contains))
        {
            await Task.Delay(Pause, cancellationToken);
        }

        instant.Idle.UnionWith(due);
    }

    private async Task<Agenda> LookAsync(CancellationToken cancellationToken)
    {
        var sandboxTime = sandbox.ReadAsync(cancellationToken);
        var jobTimes = await Task.WhenAll(jobs.All.Select(job => AskAsync(job, cancellationToken)));
        return new Agenda((await sandboxTime)?.NextDueAt, jobTimes);
    }

    private async Task<Agenda> AskAgainAsync(Agenda agenda, string[] names, CancellationToken cancellationToken) => agenda with
    {
        Jobs = await Task.WhenAll(agenda.Jobs.Select(
            job => names.Contains(job.Name) ? AskAsync(jobs.Get(job.Name), cancellationToken) : Task.FromResult(job))),
    };

    private static async Task<(string Name, DateTimeOffset? DueAt)> AskAsync(IRecurringJob job, CancellationToken cancellationToken) =>
        (job.Name, await job.NextDueAsync(cancellationToken));

    /// <summary>Runs jobs one after the other; true when any did something, or failed in the middle of it.</summary>
    private async Task<bool> RunAsync(string[] due, Instant instant, CancellationToken cancellationToken)
    {
        var isChanged = false;
        foreach (var name in due)
        {
            var report = await jobs.WakeAsync(name, "clock", cancellationToken);
            if (report is null || (report == JobReport.Nothing && _stalled.Contains(name)))
                instant.Done.Add(name);
            if (report == JobReport.Nothing)
                continue;
            _stalled.Remove(name);
            isChanged = true;
        }

        return isChanged;
    }

    /// <summary>What came to pass so far while the clock stands at one instant.</summary>
    private sealed class Instant
    {
        /// <summary>Jobs not to be run again before the clock moves on: they failed, are paused, or are not worth waiting for.</summary>
        public HashSet<string> Done { get; } = [];

        /// <summary>Jobs that were due and found nothing to do.</summary>
        public HashSet<string> Idle { get; } = [];

        /// <summary>In real time.</summary>
        public DateTimeOffset WaitUntil { get; set; } = RealTime.GetUtcNow() + Patience;
    }

    /// <summary>When the sandbox and each job will have something to do, as they said it at one moment.</summary>
    private sealed record Agenda(DateTimeOffset? SandboxDueAt, (string Name, DateTimeOffset? DueAt)[] Jobs)
    {
        public bool IsSandboxDueAt(DateTimeOffset now) => SandboxDueAt <= now;

        public IEnumerable<string> JobsDueAt(DateTimeOffset now) => Jobs.Where(job => job.DueAt <= now).Select(job => job.Name);

        public DateTimeOffset? NextAfter(DateTimeOffset now) => Jobs.Select(job => job.DueAt).Append(SandboxDueAt).Where(due => due > now).Min();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Work kept becoming due at {Instant}; the clock went on")]
        public static partial void Restless(ILogger logger, DateTimeOffset instant);
    }
}
