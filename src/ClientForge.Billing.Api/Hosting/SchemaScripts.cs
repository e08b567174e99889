using System.Globalization;
using ClientForge.Billing.Data.Migrations;
using Quartz;

namespace ClientForge.Billing.Api.Hosting;

/// <summary>The scheduler's own tables, from the script that its package carries, as a migration of ours.</summary>
public static class SchemaScripts
{
    /// <summary>Schema-qualified prefix of the scheduler's tables.</summary>
    public const string QuartzTablePrefix = "quartz.qrtz_";

    private const string Resource = "Quartz.Impl.AdoJobStore.Schema.create_postgres.sql";

    /// <summary>Scripts that run after the built-in ones.</summary>
    public static IReadOnlyList<MigrationScript> Further { get; } = [new("quartz_4.7.3.sql", QuartzSql())];

    private static string QuartzSql()
    {
        using var stream = typeof(IScheduler).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"Quartz no longer carries {Resource}.");
        using var reader = new StreamReader(stream);
        // {0} is the prefix with its schema, {1} without; statements are split by a line of their own.
        var sql = reader.ReadToEnd()
            .Replace("--;;", "", StringComparison.Ordinal)
            .Replace("{0}", QuartzTablePrefix, StringComparison.Ordinal)
            .Replace("{1}", "qrtz_", StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"create schema if not exists quartz;\n{sql}");
    }
}
