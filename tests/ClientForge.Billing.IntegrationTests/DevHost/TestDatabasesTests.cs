using ClientForge.Billing.IntegrationTests.Fixtures;
using Dapper;
using Npgsql;

namespace ClientForge.Billing.IntegrationTests.DevHost;

public sealed class TestDatabasesTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_Twice_GivesTwoSeparateWholeSchemas()
    {
        var first = await databases.CreateAsync(Cancellation);
        var second = await databases.CreateAsync(Cancellation);
        await using var inFirst = await first.OpenAsAdminAsync(Cancellation);
        await using var inSecond = await second.OpenAsAdminAsync(Cancellation);

        await inFirst.ExecuteAsync("create table only_here ()");

        Assert.True(await ExistsAsync(inFirst, "only_here"));
        Assert.False(await ExistsAsync(inSecond, "only_here"));
        Assert.True(await ExistsAsync(inSecond, "organizations"));
    }

    [Fact]
    public async Task CreateEmpty_OpenedAsTheApi_HoldsNothingAndIsNoSuperuser()
    {
        var database = await databases.CreateEmptyAsync(Cancellation);
        await using var connection = await database.OpenAsync(Cancellation);

        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select count(*) from pg_tables where schemaname = 'public'"));
        Assert.Equal("off", await connection.ExecuteScalarAsync<string>("select current_setting('is_superuser')"));
    }

    private static Task<bool> ExistsAsync(NpgsqlConnection connection, string table) =>
        connection.ExecuteScalarAsync<bool>("select to_regclass(@table) is not null", new { table });
}
