namespace ClientForge.Billing.Data.Usage;

/// <summary>Usage that people added or took back.</summary>
public sealed record UsageAdjustmentRow
{
    public required Guid TenantId { get; init; }

    public required Guid Id { get; init; }

    /// <summary><c>adjustment</c> or <c>cancellation</c>.</summary>
    public required string Kind { get; init; }

    public required string MetricName { get; init; }

    /// <summary>What it changed the usage by.</summary>
    public required long Quantity { get; init; }

    public required DateTimeOffset PeriodStart { get; init; }

    /// <summary>The event that was added or canceled.</summary>
    public required Guid RecordId { get; init; }

    public required string IdempotencyKey { get; init; }

    public required string Reason { get; init; }

    public required string Actor { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A raw event as a correction finds it.</summary>
public sealed record StoredUsageRow
{
    public required Guid Id { get; init; }

    public required string MetricName { get; init; }

    public required long Quantity { get; init; }

    public required DateTimeOffset BillingPeriodStart { get; init; }

    public required DateTimeOffset BillingPeriodEnd { get; init; }

    public required DateTimeOffset CountedAt { get; init; }

    public required bool Late { get; init; }

    public required bool Canceled { get; init; }
}

/// <summary>What an invoiced period turned out to be worth besides.</summary>
public sealed record UsageRestatementRow
{
    public required Guid TenantId { get; init; }

    public required Guid Id { get; init; }

    public required string MetricName { get; init; }

    public required DateTimeOffset PeriodStart { get; init; }

    public required DateTimeOffset PeriodEnd { get; init; }

    public required int Revision { get; init; }

    /// <summary>What had been charged so far.</summary>
    public required decimal QuantityBefore { get; init; }

    public required decimal QuantityAfter { get; init; }

    /// <summary>Minor units of <see cref="Currency"/>; negative gives back.</summary>
    public required long Amount { get; init; }

    public required string Currency { get; init; }

    /// <summary>The period's own invoice at Stripe.</summary>
    public string? StripeInvoiceId { get; init; }

    public string? StripeInvoiceItemId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Corrections of usage, and what they cost once their period has been invoiced.</summary>
public sealed class UsageAdjustmentRepository
{
    private const string Columns = "tenant_id, id, kind, metric_name, quantity, period_start, record_id, idempotency_key, reason, actor, created_at";

    /// <returns>False when the event has a correction of this kind already.</returns>
    public async Task<bool> AddAsync(Work work, UsageAdjustmentRow adjustment) => await work.ExecuteAsync(
        $"""
        insert into usage_adjustments ({Columns})
        values (@TenantId, @Id, @Kind, @MetricName, @Quantity, @PeriodStart, @RecordId, @IdempotencyKey, @Reason, @Actor, @CreatedAt)
        on conflict (tenant_id, kind, record_id) do nothing
        """,
        adjustment) == 1;

    public Task<UsageAdjustmentRow?> FindAsync(Work work, Guid tenantId, string kind, Guid recordId) => work.QueryFirstAsync<UsageAdjustmentRow>(
        $"select {Columns} from usage_adjustments where tenant_id = @tenantId and kind = @kind and record_id = @recordId",
        new { tenantId, kind, recordId });

    /// <summary>Of the periods that begin in [from, to), oldest first.</summary>
    public Task<IReadOnlyList<UsageAdjustmentRow>> ListAsync(Work work, Guid tenantId, DateTimeOffset from, DateTimeOffset to) => work.QueryAsync<UsageAdjustmentRow>(
        $"select {Columns} from usage_adjustments where tenant_id = @tenantId and period_start >= @from and period_start < @to order by created_at, id",
        new { tenantId, from, to });

    /// <summary>The raw event of a key, unless its month has been detached; the time leads to its partition.</summary>
    public Task<StoredUsageRow?> FindRecordAsync(Work work, Guid tenantId, Guid id, DateTimeOffset timestamp) => work.QueryFirstAsync<StoredUsageRow>(
        """
        select id, metric_name, quantity, billing_period_start, billing_period_end, counted_at, late, canceled from usage_records
        where tenant_id = @tenantId and id = @id and "timestamp" = @timestamp
        """,
        new { tenantId, id, timestamp });

    public Task CancelRecordAsync(Work work, Guid tenantId, Guid id, DateTimeOffset timestamp) => work.ExecuteAsync(
        """update usage_records set canceled = true where tenant_id = @tenantId and id = @id and "timestamp" = @timestamp""",
        new { tenantId, id, timestamp });

    /// <summary>A metric's restatements of one period, oldest first.</summary>
    public Task<IReadOnlyList<UsageRestatementRow>> ListRestatementsAsync(Work work, Guid tenantId, DateTimeOffset periodStart) => work.QueryAsync<UsageRestatementRow>(
        """
        select tenant_id, id, metric_name, period_start, period_end, revision, quantity_before, quantity_after, amount, currency,
            stripe_invoice_id, stripe_invoice_item_id, created_at
        from usage_restatements where tenant_id = @tenantId and period_start = @periodStart
        order by metric_name, revision
        """,
        new { tenantId, periodStart });

    public Task AddRestatementAsync(Work work, UsageRestatementRow restatement) => work.ExecuteAsync(
        """
        insert into usage_restatements (tenant_id, id, metric_name, period_start, period_end, revision, quantity_before, quantity_after,
            amount, currency, stripe_invoice_id, created_at)
        values (@TenantId, @Id, @MetricName, @PeriodStart, @PeriodEnd, @Revision, @QuantityBefore, @QuantityAfter,
            @Amount, @Currency, @StripeInvoiceId, @CreatedAt)
        """,
        restatement);

    public Task<UsageRestatementRow?> FindRestatementAsync(Work work, Guid tenantId, Guid id) => work.QueryFirstAsync<UsageRestatementRow>(
        """
        select tenant_id, id, metric_name, period_start, period_end, revision, quantity_before, quantity_after, amount, currency,
            stripe_invoice_id, stripe_invoice_item_id, created_at
        from usage_restatements where tenant_id = @tenantId and id = @id
        """,
        new { tenantId, id });

    public Task SetChargedAsync(Work work, Guid tenantId, Guid id, string? stripeInvoiceItemId, DateTimeOffset now) => work.ExecuteAsync(
        "update usage_restatements set stripe_invoice_item_id = @stripeInvoiceItemId, charged_at = @now where tenant_id = @tenantId and id = @id",
        new { tenantId, id, stripeInvoiceItemId, now });

    /// <summary>Stripe's id and number of the invoice that billed a subscription's period.</summary>
    public Task<BilledInvoiceRow?> FindInvoiceAsync(Work work, Guid tenantId, DateTimeOffset periodStart) => work.QueryFirstAsync<BilledInvoiceRow>(
        """
        select i.stripe_invoice_id, i.number, i.status from invoices i
        where i.tenant_id = @tenantId and i.billing_reason = 'subscription_cycle' and i.period_start = @periodStart
        order by i.created_at limit 1
        """,
        new { tenantId, periodStart });
}

public sealed record BilledInvoiceRow
{
    public required string StripeInvoiceId { get; init; }

    public string? Number { get; init; }

    public required string Status { get; init; }
}
