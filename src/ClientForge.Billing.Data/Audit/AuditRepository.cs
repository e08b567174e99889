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

/// <summary>Which entries are wanted; null takes all.</summary>
public sealed record AuditFilter
{
    public Guid? TenantId { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? To { get; init; }
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

    /// <summary>Entries, newest first, after the entry <paramref name="after"/> (all tenants: system role).</summary>
    public Task<IReadOnlyList<AuditEntry>> ListAsync(Work work, AuditFilter filter, Guid? after, int limit) => work.QueryAsync<AuditEntry>(
        """
        select tenant_id, id, at, actor, action, object_type, object_id, before::text as before, after::text as after, reason, trace_id
        from audit_log
        where (@TenantId::uuid is null or tenant_id = @TenantId)
          and at >= coalesce(@From::timestamptz, '-infinity') and at < coalesce(@To::timestamptz, 'infinity')
          and (@after::uuid is null or (at, id) < (select at, id from audit_log where id = @after))
        order by at desc, id desc
        limit @limit
        """,
        new { filter.TenantId, filter.From, filter.To, after, limit });
}
