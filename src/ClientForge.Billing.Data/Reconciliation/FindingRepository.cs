namespace ClientForge.Billing.Data.Reconciliation;

/// <summary>A difference between what is and what should be, from its first sighting until it is resolved.</summary>
public sealed record FindingRow
{
    public Guid? TenantId { get; init; }

    public required Guid Id { get; init; }

    /// <summary>snake_case, or <c>invariant:</c> and its name.</summary>
    public required string Kind { get; init; }

    public required string ObjectType { get; init; }

    public required string ObjectId { get; init; }

    public Json? Expected { get; init; }

    public Json? Actual { get; init; }

    /// <summary><c>auto_fix</c>: healed by reading the object again; <c>hold</c>: waits for a person; <c>ignore</c>.</summary>
    public required string Policy { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    public string? Resolution { get; init; }
}

/// <summary>Open and resolved findings; one open finding a kind and object (system role).</summary>
public sealed class FindingRepository
{
    private const string Columns =
        "tenant_id, id, kind, object_type, object_id, expected::text as expected, actual::text as actual, policy, first_seen, resolved_at, resolution";

    /// <summary>Files a finding, or refreshes what the open one of the same kind and object saw.</summary>
    public Task FileAsync(Work work, FindingRow finding) => work.ExecuteAsync(
        """
        insert into reconcile_findings (tenant_id, id, kind, object_type, object_id, expected, actual, policy, first_seen)
        values (@TenantId, @Id, @Kind, @ObjectType, @ObjectId, @Expected, @Actual, @Policy, @FirstSeen)
        on conflict (kind, object_type, object_id) where resolved_at is null do update
        set expected = excluded.expected, actual = excluded.actual
        """,
        finding);

    /// <summary>Findings, newest first, after the finding <paramref name="after"/>; <paramref name="open"/> null takes both.</summary>
    public Task<IReadOnlyList<FindingRow>> ListAsync(Work work, bool? open, Guid? after, int limit) => work.QueryAsync<FindingRow>(
        $"""
        select {Columns} from reconcile_findings
        where (@open::boolean is null or (resolved_at is null) = @open)
          and (@after::uuid is null or (first_seen, id) < (select first_seen, id from reconcile_findings where id = @after))
        order by first_seen desc, id desc
        limit @limit
        """,
        new { open, after, limit });

    public Task<FindingRow?> FindAsync(Work work, Guid id) =>
        work.QueryFirstAsync<FindingRow>($"select {Columns} from reconcile_findings where id = @id", new { id });

    /// <returns>False when it was resolved already.</returns>
    public async Task<bool> ResolveAsync(Work work, Guid id, string resolution, DateTimeOffset now) => await work.ExecuteAsync(
        "update reconcile_findings set resolved_at = @now, resolution = @resolution where id = @id and resolved_at is null",
        new { id, resolution, now }) == 1;

    /// <summary>Resolves the open findings of a kind whose objects are not among those seen now.</summary>
    public Task<int> ResolveUnseenAsync(Work work, string kind, string[] seenObjectIds, string resolution, DateTimeOffset now) => work.ExecuteAsync(
        """
        update reconcile_findings set resolved_at = @now, resolution = @resolution
        where kind = @kind and resolved_at is null and object_id <> all(@seenObjectIds)
        """,
        new { kind, seenObjectIds, resolution, now });
}
