namespace ClientForge.Billing.Data.Webhooks;

/// <summary>How far a sweep has come, by its name (system role).</summary>
public sealed class SyncCursorRepository
{
    public Task<DateTimeOffset?> FindAsync(Work work, string name) =>
        work.QueryFirstAsync<DateTimeOffset?>("select position from sync_cursors where name = @name", new { name });

    public Task SetAsync(Work work, string name, DateTimeOffset position) => work.ExecuteAsync(
        "insert into sync_cursors (name, position) values (@name, @position) on conflict (name) do update set position = excluded.position",
        new { name, position });
}
