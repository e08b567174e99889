namespace ClientForge.Billing.Data.Subscriptions;

/// <summary>How many members sit on a tenant's seats, as the CRM says.</summary>
public sealed class SeatUseRepository
{
    /// <summary>Null when the CRM has said nothing yet.</summary>
    public Task<long?> FindAsync(Work work, Guid tenantId) =>
        work.QueryFirstAsync<long?>("select members from seat_use where tenant_id = @tenantId", new { tenantId });

    public Task<bool> TenantExistsAsync(Work work, Guid tenantId) =>
        work.QuerySingleAsync<bool>("select exists (select from organizations where id = @tenantId)", new { tenantId });

    public Task SetAsync(Work work, Guid tenantId, long members, DateTimeOffset now) => work.ExecuteAsync(
        """
        insert into seat_use (tenant_id, members, reported_at) values (@tenantId, @members, @now)
        on conflict (tenant_id) do update set members = excluded.members, reported_at = excluded.reported_at
        """,
        new { tenantId, members, now });
}
