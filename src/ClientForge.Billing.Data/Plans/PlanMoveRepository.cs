namespace ClientForge.Billing.Data.Plans;

/// <summary>A cohort on its way to a plan's newest prices.</summary>
public sealed record PlanMoveRow
{
    public required Guid Id { get; init; }

    public required Guid PlanId { get; init; }

    public required int ToVersion { get; init; }

    /// <summary>One of <see cref="PlanMoveState"/>.</summary>
    public required string State { get; init; }

    public required string Reason { get; init; }

    /// <summary>Days between the notice and the move.</summary>
    public required int NoticeDays { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>How a move stands.</summary>
public static class PlanMoveState
{
    /// <summary>Previewed; nobody was told.</summary>
    public const string Draft = "draft";

    /// <summary>Everybody was told; each is moved when his notice has run out.</summary>
    public const string Running = "running";

    /// <summary>Nobody else is moved.</summary>
    public const string Stopped = "stopped";

    /// <summary>Who was moved is moved back.</summary>
    public const string RolledBack = "rolled_back";
}

/// <summary>One tenant of a move. Totals are minor units of <see cref="Currency"/>, after discount and tax.</summary>
public sealed record PlanMoveItemRow
{
    public required Guid TenantId { get; init; }

    public required Guid MoveId { get; init; }

    public required Guid SubscriptionId { get; init; }

    public required Guid FromPriceId { get; init; }

    public required Guid ToPriceId { get; init; }

    public required string Currency { get; init; }

    /// <summary>What the next invoice comes to at the old price.</summary>
    public required long OldTotal { get; init; }

    /// <summary>What it comes to at the new one.</summary>
    public required long NewTotal { get; init; }

    public required DateTimeOffset NextInvoiceAt { get; init; }

    /// <summary><c>previewed</c>, <c>noticed</c>, <c>moved</c>, <c>skipped</c>, <c>stopped</c> or <c>rolled_back</c>.</summary>
    public required string State { get; init; }

    /// <summary>Why it was skipped.</summary>
    public string? Detail { get; init; }

    /// <summary>When it is, or was to be, moved.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A subscription that is billed at an older version's price than the plan's present one.</summary>
public sealed record PlanCohortRow
{
    public required Guid TenantId { get; init; }

    public required Guid SubscriptionId { get; init; }

    public required Guid FromPriceId { get; init; }

    public required Guid ToPriceId { get; init; }
}

/// <summary>Moves of cohorts between versions of a plan (system role, but for a tenant's own item).</summary>
public sealed class PlanMoveRepository
{
    private const string MoveColumns = "id, plan_id, to_version, state, reason, notice_days, created_by, created_at, updated_at";

    private const string ItemColumns = """
        tenant_id, move_id, subscription_id, from_price_id, to_price_id, currency, old_total, new_total, next_invoice_at, state, detail, due_at, updated_at
        """;

    /// <summary>
    /// Who is billed at an older price, and which one takes its place. Subscriptions that end, are paused, incomplete, or have a
    /// change waiting are left where they are.
    /// </summary>
    public Task<IReadOnlyList<PlanCohortRow>> ListCohortAsync(Work work, Guid planId, int limit) => work.QueryAsync<PlanCohortRow>(
        """
        select s.tenant_id, s.id as subscription_id, s.plan_price_id as from_price_id, r.id as to_price_id
        from subscriptions s
        join plan_prices r on r.plan_id = s.plan_id and r.currency = s.currency and r.interval = s.interval and r.active
        where s.plan_id = @planId and s.plan_price_id <> r.id and s.status in ('trialing', 'active', 'past_due')
          and not s.cancel_at_period_end and s.cancel_at is null and not s.collection_paused
          and s.scheduled_at is null and s.pending_update_expires_at is null
          and not exists (
              select from plan_move_items i join plan_moves m on m.id = i.move_id
              where i.tenant_id = s.tenant_id and m.state = 'running' and i.state = 'noticed')
        order by s.tenant_id
        limit @limit
        """,
        new { planId, limit });

    public Task AddAsync(Work work, PlanMoveRow move) => work.ExecuteAsync(
        """
        insert into plan_moves (id, plan_id, to_version, state, reason, notice_days, created_by, created_at, updated_at)
        values (@Id, @PlanId, @ToVersion, @State, @Reason, @NoticeDays, @CreatedBy, @CreatedAt, @UpdatedAt)
        """,
        move);

    public Task AddItemsAsync(Work work, IReadOnlyList<PlanMoveItemRow> items) => work.ExecuteAsync(
        """
        insert into plan_move_items (tenant_id, move_id, subscription_id, from_price_id, to_price_id, currency, old_total, new_total,
            next_invoice_at, state, detail, due_at, updated_at)
        values (@TenantId, @MoveId, @SubscriptionId, @FromPriceId, @ToPriceId, @Currency, @OldTotal, @NewTotal,
            @NextInvoiceAt, @State, @Detail, @DueAt, @UpdatedAt)
        """,
        items);

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<PlanMoveRow>> ListAsync(Work work, Guid planId) =>
        work.QueryAsync<PlanMoveRow>($"select {MoveColumns} from plan_moves where plan_id = @planId order by created_at desc, id desc", new { planId });

    public Task<PlanMoveRow?> FindAsync(Work work, Guid id) =>
        work.QueryFirstAsync<PlanMoveRow>($"select {MoveColumns} from plan_moves where id = @id", new { id });

    public Task<PlanMoveRow?> LockAsync(Work work, Guid id) =>
        work.QueryFirstAsync<PlanMoveRow>($"select {MoveColumns} from plan_moves where id = @id for update", new { id });

    public Task SetStateAsync(Work work, Guid id, string state, DateTimeOffset now) =>
        work.ExecuteAsync("update plan_moves set state = @state, updated_at = @now where id = @id", new { id, state, now });

    public Task<IReadOnlyList<PlanMoveItemRow>> ListItemsAsync(Work work, Guid moveId) =>
        work.QueryAsync<PlanMoveItemRow>($"select {ItemColumns} from plan_move_items where move_id = @moveId order by tenant_id", new { moveId });

    public Task<PlanMoveItemRow?> FindItemAsync(Work work, Guid tenantId, Guid moveId) => work.QueryFirstAsync<PlanMoveItemRow>(
        $"select {ItemColumns} from plan_move_items where tenant_id = @tenantId and move_id = @moveId", new { tenantId, moveId });

    /// <returns>False when the item was not in that state any more.</returns>
    public async Task<bool> AdvanceAsync(Work work, PlanMoveItemRow item, string from) => await work.ExecuteAsync(
        """
        update plan_move_items set state = @State, detail = @Detail, due_at = @DueAt, updated_at = @UpdatedAt
        where tenant_id = @TenantId and move_id = @MoveId and state = @from
        """,
        new { item.State, item.Detail, item.DueAt, item.UpdatedAt, item.TenantId, item.MoveId, from }) == 1;
}
