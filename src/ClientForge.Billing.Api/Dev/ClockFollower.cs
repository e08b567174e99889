using System.Data.Common;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Jobs;

namespace ClientForge.Billing.Api.Dev;

/// <summary>Reads the stored offset again and again, so that no replica stays behind for long.</summary>
public sealed partial class ClockFollower(EngineClock clock, Database database, DevClockRepository offsets, ILogger<ClockFollower> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public async Task RefreshAsync(CancellationToken cancellationToken) =>
        clock.Follow(await database.AsSystemAsync(offsets.OffsetSecondsAsync, cancellationToken));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await FollowAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Also where the service is disposed of without having been stopped: the host would take it for a failure.
        }
    }

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (DbException e)
            {
                Log.Unread(logger, e.Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "The stored clock cannot be read: {Reason}")]
        public static partial void Unread(ILogger logger, string reason);
    }
}
