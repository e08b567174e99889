using ClientForge.Billing.Data.Accounts;
using ClientForge.Billing.Data.Dunning;

namespace ClientForge.Billing.Services.Dunning;

/// <summary>Pure rule: an account's status follows from its open dunning cases and from what a person decided.</summary>
public static class AccountRules
{
    public const string Active = "active";
    public const string PastDue = "past_due";
    public const string Suspended = "suspended";

    private const string UnpaidInvoice = "payment_failed";

    /// <summary>The account as it should stand at <paramref name="now"/>; equal to the given one when nothing changes.</summary>
    public static AccountRow Evaluate(AccountRow account, IReadOnlyList<DunningCaseRow> openCases, DateTimeOffset now)
    {
        var settled = account.ManualStatus == Active && openCases.All(item => item.CreatedAt > account.ManualSince)
            ? account with { ManualStatus = null, ManualSince = null, ManualReason = null }
            : account;
        var next = settled.ManualStatus == Suspended
            ? Suspend(settled, "ops", settled.ManualReason!, settled.ManualSince!.Value)
            : FromCases(settled, openCases, now);
        next = next with { PastDueSince = openCases.Count == 0 ? null : openCases.Min(item => item.FirstFailedAt) };
        return next == account ? account : next with { UpdatedAt = now };
    }

    private static AccountRow FromCases(AccountRow account, IReadOnlyList<DunningCaseRow> openCases, DateTimeOffset now)
    {
        var overdue = openCases.Where(item => item.SuspendAt <= now && !Forgiven(account, item)).ToArray();
        if (overdue.Length > 0)
            return Suspend(account, "dunning", UnpaidInvoice, now);
        return account with
        {
            Status = openCases.Count > 0 ? PastDue : Active,
            SuspendedAt = null,
            SuspendedBy = null,
            SuspensionReason = null,
        };
    }

    private static bool Forgiven(AccountRow account, DunningCaseRow item) => account.ManualStatus == Active && item.CreatedAt <= account.ManualSince;

    private static AccountRow Suspend(AccountRow account, string by, string reason, DateTimeOffset at) => account with
    {
        Status = Suspended,
        SuspendedBy = by,
        SuspensionReason = reason,
        SuspendedAt = account.Status == Suspended ? account.SuspendedAt : at,
    };
}
