using System.Globalization;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Accounts;
using ClientForge.Billing.Data.PaymentMethods;
using ClientForge.Billing.Data.WorkItems;
using ClientForge.Billing.Services.Jobs;
using ClientForge.Billing.Services.Notifications;

namespace ClientForge.Billing.Services.PaymentMethods;

/// <summary>What the mail about an expiring card says. It names no card detail: those are nowhere stored in clear.</summary>
public sealed record CardExpiringMail
{
    public const string Template = "card_expiring";

    public string? CustomerName { get; init; }

    /// <summary>Days until the card stops being good.</summary>
    public required int DaysLeft { get; init; }
}

/// <summary>Of <c>notice.card_expiring</c>.</summary>
internal sealed record CardExpiringPayload(Guid PaymentMethodId, int DaysAhead);

/// <summary>Tells the holder of the default card that it is about to expire, if that is still so when the notice is due.</summary>
internal sealed class CardExpiringNotice(
    Database database, PaymentMethodRepository paymentMethods, AccountRepository accounts, MailOutbox mails, CardVault vault) : IWorkHandler
{
    public const string WorkKind = "notice.card_expiring";

    public string Kind => WorkKind;

    /// <summary>One notice of one expiry: an updated card gets notices of its own.</summary>
    public static WorkItem Item(PaymentMethodRow row, int daysAhead, DateTimeOffset dueAt, DateTimeOffset now) => new()
    {
        TenantId = row.TenantId,
        Id = Guid.CreateVersion7(now),
        Kind = WorkKind,
        Key = $"{KeyPrefix(row.Id)}{dueAt.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}",
        Payload = Json.From(new CardExpiringPayload(row.Id, daysAhead)),
        DueAt = dueAt,
        CreatedAt = now,
    };

    public static string KeyPrefix(Guid paymentMethodId) => $"{paymentMethodId}:";

    public Task HandleAsync(WorkItem item, CancellationToken cancellationToken)
    {
        var tenantId = item.TenantId!.Value;
        var payload = item.Payload.Read<CardExpiringPayload>();
        return database.InTenantAsync(
            tenantId,
            async work =>
            {
                var row = await paymentMethods.FindAttachedAsync(work, tenantId, payload.PaymentMethodId);
                if (row is null || !row.IsDefault || !IsStillDue(row, payload.DaysAhead, item))
                    return;
                var contact = await accounts.FindContactAsync(work, tenantId);
                await mails.EnqueueAsync(work, new MailOrder
                {
                    TenantId = tenantId,
                    Template = CardExpiringMail.Template,
                    Key = item.Key,
                    Recipient = contact?.Email,
                    Payload = new CardExpiringMail { CustomerName = contact?.Name, DaysLeft = payload.DaysAhead },
                });
            },
            cancellationToken);
    }

    private bool IsStillDue(PaymentMethodRow row, int daysAhead, WorkItem item) =>
        vault.Open(row) is { ExpMonth: { } month, ExpYear: { } year } && item.Key == Item(row, daysAhead, CardExpiry.EndOf(month, year).AddDays(-daysAhead), item.CreatedAt).Key;
}
