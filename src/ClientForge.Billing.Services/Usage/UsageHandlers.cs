using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Invoices;
using ClientForge.Billing.Data.WorkItems;
using ClientForge.Billing.Services.Jobs;

namespace ClientForge.Billing.Services.Usage;

/// <summary>Does <c>usage.report</c>.</summary>
internal sealed class UsageReportHandler(UsageMeteringService usage) : IWorkHandler
{
    public string Kind => UsageReporter.WorkKind;

    public Task HandleAsync(WorkItem item, CancellationToken cancellationToken) =>
        usage.ReportToStripeAsync(item.TenantId ?? throw new InvalidOperationException("Usage belongs to a tenant."), cancellationToken);
}

/// <summary>Does <c>usage.close</c>, in the last minutes of a recurring invoice's draft hour.</summary>
internal sealed class UsageCloseHandler(UsageClosing closing) : IWorkHandler
{
    private const string CloseKind = "usage.close";

    public string Kind => CloseKind;

    public Task HandleAsync(WorkItem item, CancellationToken cancellationToken) =>
        closing.CloseAsync(item.TenantId!.Value, Guid.Parse(item.Key.Split(':')[0]), cancellationToken);

    /// <summary>What a new draft of a billing period calls for: what is left is reported at once, and the period is closed.</summary>
    public static IReadOnlyList<WorkItem> Items(InvoiceRow draft, DateTimeOffset now) =>
    [
        Item(draft.TenantId, UsageReporter.WorkKind, $"invoice:{draft.Id}", now, now),
        // When the last event of the period can have come; Stripe finalizes ten minutes later.
        Item(draft.TenantId, CloseKind, draft.Id.ToString(), draft.PeriodEnd + UsageRules.ClosingTime + TimeSpan.FromMinutes(1), now),
    ];

    /// <summary>What follows when the invoice is final: its lines are compared.</summary>
    public static WorkItem FinalItem(InvoiceRow invoice, DateTimeOffset now) => Item(invoice.TenantId, CloseKind, $"{invoice.Id}:final", now, now);

    private static WorkItem Item(Guid tenantId, string kind, string key, DateTimeOffset dueAt, DateTimeOffset now) => new()
    {
        TenantId = tenantId,
        Id = Guid.CreateVersion7(now),
        Kind = kind,
        Key = key,
        Payload = Json.From(new { }),
        DueAt = dueAt,
        CreatedAt = now,
    };
}
