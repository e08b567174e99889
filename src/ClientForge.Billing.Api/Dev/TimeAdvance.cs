using ClientForge.Billing.Api.Jobs;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Jobs;
using ClientForge.Billing.Services.Errors;

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

    // Another replica, or a hint, may be at the work that is due; that is waited for, but not for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeProvider RealTime = TimeProvider.System;

    // Jobs that said they were due and got nothing done: not waited for again before they get something done.
    private readonly HashSet<string> _stalled = [];

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
        var next = await NowAsync(cancellationToken);
        while (true)
        {
            await MoveAsync(next, cancellationToken);
            await SettleAsync(cancellationToken);
            if (next >= target)
                return clock.GetUtcNow();
            next = await NextStopAsync(target, cancellationToken);
        }
    }

    private async Task MoveAsync(DateTimeOffset to, CancellationToken cancellationToken)
    {
        var offset = EngineClock.OffsetFor(to);
        clock.Follow(await database.AsSystemAsync(work => offsets.RaiseOffsetAsync(work, offset), cancellationToken));
        await sandbox.MoveAsync(to, cancellationToken);
    }

    private async Task<DateTimeOffset> NextStopAsync(DateTimeOffset target, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var next = (await sandbox.ReadAsync(cancellationToken))?.NextDueAt is { } due && due > now && due < target ? due : target;
        foreach (var job in jobs.All)
        {
            if (await job.NextDueAsync(cancellationToken) is { } at && at > now && at < next)
                next = at;
        }

        return next;
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        var failed = new HashSet<string>();
        var waitUntil = RealTime.GetUtcNow() + Patience;
        for (var round = 0; round < MaxRounds; round++)
        {
            var (isProgress, idle) = await RunDueAsync(failed, cancellationToken);
            if (isProgress)
            {
                waitUntil = RealTime.GetUtcNow() + Patience;
                continue;
            }

            if (idle.All(_stalled.Contains))
                return;
            if (RealTime.GetUtcNow() >= waitUntil)
            {
                _stalled.UnionWith(idle);
                return;
            }

            round--;
            await Task.Delay(Pause, cancellationToken);
        }

        Log.Restless(logger, clock.GetUtcNow());
    }

    /// <summary>
    /// Runs what is due now; <c>Idle</c> names the jobs that were due and found nothing to do. A job that failed, or is
    /// paused, is left alone until the clock moves on.
    /// </summary>
    private async Task<(bool IsProgress, IReadOnlyList<string> Idle)> RunDueAsync(HashSet<string> failed, CancellationToken cancellationToken)
    {
        var isProgress = false;
        if ((await sandbox.ReadAsync(cancellationToken))?.NextDueAt <= clock.GetUtcNow())
        {
            await sandbox.MoveAsync(clock.GetUtcNow(), cancellationToken);
            isProgress = true;
        }

        var idle = new List<string>();
        foreach (var job in jobs.All.Where(job => !failed.Contains(job.Name)))
        {
            if (await job.NextDueAsync(cancellationToken) is not { } at || at > clock.GetUtcNow())
                continue;
            var report = await jobs.WakeAsync(job.Name, "clock", cancellationToken);
            if (report is null)
                failed.Add(job.Name);
            else if (report.Done == 0)
                idle.Add(job.Name);
            else
                _stalled.Remove(job.Name);
            isProgress |= report is { Done: > 0 };
        }

        return (isProgress, idle);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Work kept becoming due at {Instant}; the clock went on")]
        public static partial void Restless(ILogger logger, DateTimeOffset instant);
    }
}
