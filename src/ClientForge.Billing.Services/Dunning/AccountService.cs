using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Accounts;
using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Services.Audit;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Notifications;

namespace ClientForge.Billing.Services.Dunning;

/// <summary>
/// Keeps a tenant's account equal to what <see cref="AccountRules"/> says of it, and tells of every change: audit row and
/// mail in the same unit of work.
/// </summary>
public sealed class AccountService(AccountRepository accounts, DunningRepository cases, MailOutbox mails, AuditTrail audit)
{
    /// <summary>Evaluates the account again, after anything it follows from has changed or has become due.</summary>
    public Task<AccountRow> RefreshAsync(Work work, Guid tenantId, string actor, DateTimeOffset now) =>
        ChangeAsync(work, tenantId, account => account, actor, reason: null, now);

    /// <summary>A person suspends the account, whatever its invoices say, until a person reactivates it.</summary>
    public Task<AccountRow> SuspendAsync(Work work, Guid tenantId, string reason, string actor, DateTimeOffset now) => ChangeAsync(
        work,
        tenantId,
        account => account with { ManualStatus = AccountRules.Suspended, ManualSince = now, ManualReason = reason },
        actor,
        reason,
        now);

    /// <summary>A person lifts a suspension, also the one that the cases open now would call for.</summary>
    public Task<AccountRow> ReactivateAsync(Work work, Guid tenantId, string reason, string actor, DateTimeOffset now) => ChangeAsync(
        work,
        tenantId,
        account => account with { ManualStatus = AccountRules.Active, ManualSince = now, ManualReason = reason },
        actor,
        reason,
        now);

    private async Task<AccountRow> ChangeAsync(
        Work work, Guid tenantId, Func<AccountRow, AccountRow> change, string actor, string? reason, DateTimeOffset now)
    {
        if (!await accounts.TenantExistsAsync(work, tenantId))
            throw BillingException.NotFound("tenant_not_found", "There is no such tenant.");
        var before = await accounts.LockAsync(work, tenantId, now);
        var openCases = await cases.ListOpenAsync(work, tenantId);
        var after = AccountRules.Evaluate(change(before), openCases, now);
        if (after == before)
            return before;

        await accounts.UpdateAsync(work, after);
        if (after.Status != before.Status || reason is not null)
            await TellAsync(work, before, after, actor, reason);
        if (after.Status != before.Status)
            await MailAsync(work, before, after, openCases);
        return after;
    }

    private Task TellAsync(Work work, AccountRow before, AccountRow after, string actor, string? reason) => audit.AppendAsync(work, new AuditedChange
    {
        TenantId = after.TenantId,
        Actor = actor,
        Action = after.Status switch
        {
            AccountRules.Suspended => "account.suspended",
            AccountRules.PastDue when before.Status == AccountRules.Active => "account.became_past_due",
            _ => "account.reactivated",
        },
        ObjectType = "account",
        ObjectId = after.TenantId.ToString(),
        Before = new { before.Status, before.SuspendedAt, before.SuspendedBy },
        After = new { after.Status, after.SuspendedAt, after.SuspendedBy },
        Reason = reason,
    });

    private async Task MailAsync(Work work, AccountRow before, AccountRow after, IReadOnlyList<DunningCaseRow> openCases)
    {
        var contact = await accounts.FindContactAsync(work, after.TenantId);
        if (after.Status == AccountRules.Suspended)
            await mails.EnqueueAsync(work, await SuspensionAsync(work, after, contact, openCases));
        else if (before.Status == AccountRules.Suspended)
            await mails.EnqueueAsync(work, new MailOrder
            {
                TenantId = after.TenantId,
                Template = DunningMails.AccountReactivated,
                Key = $"{before.SuspendedAt:O}",
                Recipient = contact?.Email,
                Payload = new AccountReactivatedMail { CustomerName = contact?.Name },
            });
    }

    private async Task<MailOrder> SuspensionAsync(Work work, AccountRow after, AccountContact? contact, IReadOnlyList<DunningCaseRow> openCases)
    {
        var invoice = after.SuspendedBy == "dunning" && openCases.Count > 0
            ? await cases.FindInvoiceAsync(work, openCases[0].InvoiceId)
            : null;
        return new MailOrder
        {
            TenantId = after.TenantId,
            Template = DunningMails.AccountSuspended,
            Key = $"{after.SuspendedAt:O}",
            Recipient = contact?.Email,
            Payload = new AccountSuspendedMail
            {
                CustomerName = contact?.Name,
                Reason = after.SuspensionReason!,
                InvoiceNumber = invoice?.Number,
                AmountRemaining = invoice?.AmountRemaining,
                Currency = invoice?.Currency,
                PaymentUrl = invoice?.HostedInvoiceUrl,
            },
        };
    }
}
