using Dapper;
using Npgsql;

namespace ClientForge.Billing.Data.Migrations;

/// <summary>A schema that this build cannot serve: changed behind its back, or newer than the build.</summary>
public sealed class SchemaMismatchException(string message) : Exception(message);

/// <summary>
/// Applies the numbered scripts that the database lacks, each in a transaction with its version row, one runner at a
/// time; refuses a database whose applied scripts differ from the built-in ones or that holds scripts of a newer build.
/// </summary>
public sealed class MigrationRunner(NpgsqlDataSource dataSource, TimeProvider time)
{
    private const long LockKey = 0x636C69656E7466; // any constant: who migrates holds it

    /// <summary>Brings the schema up to date with the built-in scripts, then those of <paramref name="further"/>.</summary>
    /// <returns>The names of the scripts that were applied now.</returns>
    /// <exception cref="SchemaMismatchException">An applied script was changed, or is unknown to this build.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(IReadOnlyList<MigrationScript> further, CancellationToken cancellationToken)
    {
        MigrationScript[] scripts = [.. MigrationScript.BuiltIn, .. further];
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_lock(@LockKey)", new { LockKey }, cancellationToken: cancellationToken));
        try
        {
            var applied = await AppliedAsync(connection, cancellationToken);
            Check(scripts, applied);
            var missing = scripts.Where(script => !applied.ContainsKey(script.Name)).ToArray();
            foreach (var script in missing)
                await ApplyAsync(connection, script, cancellationToken);
            return [.. missing.Select(script => script.Name)];
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(@LockKey)", new { LockKey });
        }
    }

    /// <summary>Whether the database takes writes and holds exactly this build's scripts.</summary>
    public async Task<bool> IsServedAsync(IReadOnlyList<MigrationScript> further, CancellationToken cancellationToken)
    {
        const string sql = """
            select pg_is_in_recovery() or current_setting('transaction_read_only') = 'on';
            select name, checksum from schema_migrations
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var answers = await connection.QueryMultipleAsync(new CommandDefinition(sql, cancellationToken: cancellationToken));
        var isReadOnly = await answers.ReadSingleAsync<bool>();
        var applied = (await answers.ReadAsync<(string Name, string Checksum)>()).ToHashSet();
        return !isReadOnly && applied.SetEquals(MigrationScript.BuiltIn.Concat(further).Select(script => (script.Name, script.Checksum)));
    }

    private static async Task<Dictionary<string, string>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string sql = """
            create table if not exists schema_migrations (
                name       text primary key,
                checksum   text not null,
                applied_at timestamptz not null
            );
            select name, checksum from schema_migrations
            """;
        var rows = await connection.QueryAsync<(string Name, string Checksum)>(new CommandDefinition(sql, cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Name, row => row.Checksum);
    }

    private static void Check(MigrationScript[] scripts, Dictionary<string, string> applied)
    {
        var known = scripts.ToDictionary(script => script.Name, script => script.Checksum);
        foreach (var (name, checksum) in applied)
        {
            if (!known.TryGetValue(name, out var expected))
                throw new SchemaMismatchException($"The database holds the migration {name}, which this build does not know: it belongs to a newer build.");
            if (expected != checksum)
                throw new SchemaMismatchException($"The migration {name} was changed after it had been applied to this database.");
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, MigrationScript script, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(script.Sql, transaction: transaction, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(
            "insert into schema_migrations (name, checksum, applied_at) values (@Name, @Checksum, @AppliedAt)",
            new { script.Name, script.Checksum, AppliedAt = time.GetUtcNow() },
            transaction,
            cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }
}
