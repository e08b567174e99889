using System.Data.Common;
using ClientForge.Billing.Data.Migrations;

namespace ClientForge.Billing.Api.Hosting;

/// <summary>Brings the schema up to date before anything else starts; waits a while for a database that is not up yet.</summary>
public sealed partial class SchemaAtStart(MigrationRunner migrations, ILogger<SchemaAtStart> logger) : IHostedService
{
    private const int MaxAttempts = 30;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                foreach (var name in await migrations.MigrateAsync(SchemaScripts.Further, cancellationToken))
                    Log.Applied(logger, name);
                return;
            }
            catch (DbException e) when (e.IsTransient && attempt < MaxAttempts)
            {
                Log.Waiting(logger, attempt, e.Message);
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Applied the migration {Name}")]
        public static partial void Applied(ILogger logger, string name);

        [LoggerMessage(LogLevel.Warning, "The database cannot be reached (attempt {Attempt}): {Reason}")]
        public static partial void Waiting(ILogger logger, int attempt, string reason);
    }
}
