using System.Collections.Concurrent;
using ClientForge.Billing.Services.Jobs;

namespace ClientForge.Billing.Api.Jobs;

/// <summary>Runs jobs on hints. However many hints come while a job runs, it runs once more after that.</summary>
public sealed partial class HintPump(WakeUp hints, JobService jobs, ILogger<HintPump> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<string, Task> _waiting = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var name in hints.ReadAllAsync(stoppingToken))
        {
            if (!_waiting.ContainsKey(name))
                _waiting[name] = Task.Run(() => RunAsync(name, stoppingToken), stoppingToken);
        }
    }

    private async Task RunAsync(string name, CancellationToken stoppingToken)
    {
        try
        {
            // From here on a further hint may tell of something that this run will not see.
            _waiting.TryRemove(name, out _);
            await jobs.WakeAsync(name, "schedule", stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Lost(logger, name, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A hint for {Job} came to nothing; its tick will do the work")]
        public static partial void Lost(ILogger logger, string job, Exception exception);
    }
}
