using ClientForge.Billing.IntegrationTests.Fixtures;
using Npgsql;

namespace ClientForge.Billing.IntegrationTests.Conventions;

/// <summary>The database's own catalogue says whether any table stands outside the wall.</summary>
public sealed class TenantWallTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tables_WithATenant_AreAllBehindTheWall()
    {
        var open = await NamesAsync(
            """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
              and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
              and (not c.relrowsecurity or not c.relforcerowsecurity
                   or not exists (select from pg_policy p where p.polrelid = c.oid and p.polqual is not null and p.polwithcheck is not null
                                  and 'billing_tenant'::regrole = any (p.polroles)))
            """);

        Assert.Equal(["stripe_object_sync", "webhook_inbox"], open.Order());
    }

    /// <summary>A partition is reached through its table, whose wall holds; by its own name only the system's role may load into it.</summary>
    [Fact]
    public async Task Partitions_AreNotReachedByTenants()
    {
        var reachable = await NamesAsync(
            """
            select c.relname from pg_class c
            where c.relispartition and c.relkind = 'r'
              and (has_table_privilege('billing_tenant', c.oid, 'select, insert, update, delete') or has_table_privilege('billing_system', c.oid, 'update, delete'))
            """);

        Assert.Empty(reachable);
    }

    /// <summary>They are written before anybody knows whose they are: the system's role writes them, a tenant may read its own at most.</summary>
    [Fact]
    public async Task Tables_OfTheWebhooks_AreNotWrittenByTenants()
    {
        var writable = await NamesAsync(
            """
            select c.relname from pg_class c
            where c.relname in ('stripe_object_sync', 'webhook_inbox')
              and (not c.relrowsecurity or not c.relforcerowsecurity
                   or exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd <> 'r' and 'billing_system'::regrole <> all (p.polroles)))
            """);

        Assert.Empty(writable);
    }

    [Fact]
    public async Task ForeignKeys_BetweenTenantTables_HoldTheTenant()
    {
        var crossing = await NamesAsync(
            """
            select k.conname from pg_constraint k
            where k.contype = 'f'
              and exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'tenant_id')
              -- What may belong to no tenant, as the catalogue's intents do, has a key without one.
              and exists (select from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'tenant_id' and a.attnotnull)
              and not exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'tenant_id' and a.attnum = any (k.conkey))
            """);

        Assert.Empty(crossing);
    }

    [Fact]
    public async Task Roles_OfTheService_CannotStepOverTheWall()
    {
        var able = await NamesAsync(
            "select rolname from pg_roles where rolname in ('billing', 'billing_tenant', 'billing_system') and (rolsuper or rolbypassrls)");

        Assert.Empty(able);
    }

    [Fact]
    public async Task Columns_OfMoney_AreWholeNumbers()
    {
        var fractional = await NamesAsync(
            """
            select table_name || '.' || column_name from information_schema.columns
            where table_schema = 'public' and data_type in ('real', 'double precision')
              and table_name <> 'rate_limit_buckets'
            """);

        Assert.Empty(fractional);
    }

    private async Task<List<string>> NamesAsync(string sql)
    {
        var database = await databases.CreateAsync(Cancellation);
        await using var connection = await database.OpenAsAdminAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var names = new List<string>();
        while (await reader.ReadAsync(Cancellation))
            names.Add(reader.GetString(0));
        return names;
    }
}
