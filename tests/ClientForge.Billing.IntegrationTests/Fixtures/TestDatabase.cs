using Npgsql;

namespace ClientForge.Billing.IntegrationTests.Fixtures;

/// <summary>A database of one test class; it goes with the cluster.</summary>
public sealed class TestDatabase(string connectionString, string adminConnectionString)
{
    /// <summary>As the API logs in: no superuser, so that row-level security holds.</summary>
    public string ConnectionString { get; } = $"{connectionString};Include Error Detail=true;Maximum Pool Size=20";

    /// <summary>As the superuser: sees every tenant's rows.</summary>
    public string AdminConnectionString { get; } = $"{adminConnectionString};Include Error Detail=true;Maximum Pool Size=5";

    public Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation) => OpenAsync(ConnectionString, cancellation);

    public Task<NpgsqlConnection> OpenAsAdminAsync(CancellationToken cancellation) => OpenAsync(AdminConnectionString, cancellation);

    /// <summary>One number that a query answers with, whatever the tenant.</summary>
    public async Task<long> ScalarAsync(string sql)
    {
        await using var connection = await OpenAsAdminAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }
}
