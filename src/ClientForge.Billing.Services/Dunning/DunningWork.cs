using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Data.WorkItems;

namespace ClientForge.Billing.Services.Dunning;

/// <summary>The work items of dunning. Their keys begin with the invoice, so that closing a case withdraws them all.</summary>
internal static class DunningWork
{
    public const string RetryKind = "dunning.retry";
    public const string SuspendKind = "dunning.suspend";
    public const string CardUpdateKind = "dunning.card_update";

    public const string BackupKind = "dunning.backup";

    public static readonly string[] Kinds = [RetryKind, SuspendKind, CardUpdateKind, BackupKind];

    public static string KeyPrefix(Guid invoiceId) => $"{invoiceId}:";

    /// <summary>The step after the ones that the case has made.</summary>
    public static WorkItem Retry(DunningCaseRow item, DateTimeOffset dueAt, DateTimeOffset now) =>
        New(item, RetryKind, $"{item.Step + 1}", new RetryPayload(item.InvoiceId, item.Step + 1), dueAt, now);

    public static WorkItem Suspend(DunningCaseRow item, DateTimeOffset dueAt, DateTimeOffset now) =>
        New(item, SuspendKind, "suspend", new { item.InvoiceId }, dueAt, now);

    public static WorkItem CardUpdate(DunningCaseRow item, string stripePaymentMethodId, DateTimeOffset now) =>
        New(item, CardUpdateKind, stripePaymentMethodId, new CardUpdatePayload(item.InvoiceId, stripePaymentMethodId), now, now);

    /// <summary>Once an invoice, however often the default fails.</summary>
    public static WorkItem Backup(DunningCaseRow item, DateTimeOffset now) => New(item, BackupKind, "backup", new BackupPayload(item.InvoiceId), now, now);

    private static WorkItem New<T>(DunningCaseRow item, string kind, string key, T payload, DateTimeOffset dueAt, DateTimeOffset now) => new()
    {
        TenantId = item.TenantId,
        Id = Guid.CreateVersion7(now),
        Kind = kind,
        Key = KeyPrefix(item.InvoiceId) + key,
        Payload = Json.From(payload),
        DueAt = dueAt,
        CreatedAt = now,
    };
}

/// <summary>Of <c>dunning.retry</c>.</summary>
internal sealed record RetryPayload(Guid InvoiceId, int Step);

/// <summary>Of <c>dunning.backup</c>.</summary>
internal sealed record BackupPayload(Guid InvoiceId);

/// <summary>Of <c>dunning.card_update</c>.</summary>
internal sealed record CardUpdatePayload(Guid InvoiceId, string StripePaymentMethodId);
