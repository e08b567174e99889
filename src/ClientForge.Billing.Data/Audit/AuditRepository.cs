namespace ClientForge.Billing.Data.Audit;

/// <summary>One change: who made it, of what, before and after. Card data never comes here.</summary>
public sealed record AuditEntry
{
    public required Guid Id { get; init; }

    /// <summary>Null for what belongs to no tenant, such as the catalogue.</summary>
    public required Guid? TenantId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary><c>user:…</c>, <c>ops:…</c>, <c>service:…</c>, <c>job:…</c>, <c>webhook:…</c> or <c>system</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>Dotted, past tense last: <c>subscription.plan_changed</c>.</summary>
    public required string Action { get; init; }

    public required string ObjectType { get; init; }

    public required string ObjectId { get; init; }

    public Json? Before { get; init; }

    public Json? After { get; init; }

    /// <summary>What a person gave as the reason, for actions of the ops console.</summary>
    public string? Reason { get; init; }

    public string? TraceId { get; init; }
}

/// <summary>The audit log: rows are only added, in the transaction of the change they tell of.</summary>
public sealed class AuditRepository
{
    public Task AppendAsync(Work work, AuditEntry entry) => work.ExecuteAsync(
        """
        insert into audit_log (tenant_id, id, at, actor, action, object_type, object_id, before, after, reason, trace_id)
        values (@TenantId, @Id, @At, @Actor, @Action, @ObjectType, @ObjectId, @Before, @After, @Reason, @TraceId)
        """,
        entry);

    /// <summary>Entries in [from, to), newest first; <paramref name="tenantId"/> null means all tenants (system role).</summary>
    public Task<IReadOnlyList<AuditEntry>> ListAsync(Work work, Guid? tenantId, DateTimeOffset from, DateTimeOffset to, int limit) => work.QueryAsync<AuditEntry>(
        """
        select tenant_id, id, at, actor, action, object_type, object_id, before::text as before, after::text as after, reason, trace_id
        from audit_log
        where (@tenantId::uuid is null or tenant_id = @tenantId) and at >= @from and at < @to
        order by at desc, id desc
        limit @limit
        """,
        new { tenantId, from, to, limit });
}
