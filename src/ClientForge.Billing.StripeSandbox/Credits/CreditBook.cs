using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Credits;

/// <summary>A metered line to be paid; <paramref name="Amount"/> in minor units.</summary>
internal sealed record CreditWant(Invoice Invoice, string Line, string Price, long Amount);

/// <summary>Moves credit grants; each movement is a transaction with its event. https://docs.stripe.com/billing/subscriptions/usage-based/billing-credits</summary>
internal static class CreditBook
{
    /// <summary>Due work that lets a grant expire; its key is the grant.</summary>
    public const string DueKind = "credit_grant";

    public static CreditGrant Grant(UnitOfWork work, CreditGrant grant)
    {
        work.Save(grant);
        work.Emit("billing.credit_grant.created", grant);
        Record(work, grant, grant.EffectiveAt!.Value, new CreditMovement(grant.Amount, "credits_granted"), null);
        Plan(work, grant);
        return grant;
    }

    /// <summary>
    /// Takes what a line needs: by priority, then the earliest expiry, promotional before paid, then the oldest.
    /// </summary>
    public static IReadOnlyList<AppliedCredit> Take(UnitOfWork work, CreditWant want, long now)
    {
        var taken = new List<AppliedCredit>();
        var left = want.Amount;
        foreach (var grant in Usable(work, want, now))
        {
            if (left == 0)
                break;
            var amount = Math.Min(left, grant.Left);
            left -= amount;
            work.Save(grant with { Left = grant.Left - amount, Updated = now });
            var debit = new DebitMovement(CreditAmount.Of(want.Invoice.Currency, amount), "credits_applied")
            {
                CreditsApplied = new(want.Invoice.Id, want.Line),
            };
            taken.Add(new(Record(work, grant, now, null, debit).Id, amount));
        }

        return taken;
    }

    /// <summary>A voided invoice gives back what it took.</summary>
    public static void Return(UnitOfWork work, Invoice voided)
    {
        var now = work.NowOn(voided.TestClock);
        foreach (var used in work.Table<CreditBalanceTransaction>().Where(CreditBalanceTransaction.InvoiceIndex, voided.Id))
        {
            var grant = work.Get<CreditGrant>(used.CreditGrant);
            var amount = used.Debit!.Amount;
            var isOver = grant.VoidedAt is not null || grant.ExpiresAt <= now;
            work.Save(grant with { Left = isOver ? grant.Left : grant.Left + amount.Monetary.Value, Updated = now });
            Record(work, grant, now, new CreditMovement(amount, "credits_application_invoice_voided")
            {
                CreditsApplicationInvoiceVoided = used.Debit.CreditsApplied,
            }, null);
        }
    }

    /// <summary>Ends a grant now: what is left goes.</summary>
    public static CreditGrant End(UnitOfWork work, CreditGrant grant, string type)
    {
        var now = work.NowOn(grant.TestClock);
        var ended = work.Save(grant with
        {
            ExpiresAt = type == "credits_expired" ? Math.Min(now, grant.ExpiresAt ?? now) : grant.ExpiresAt,
            Left = 0,
            Updated = now,
            VoidedAt = type == "credits_voided" ? now : null,
        });
        work.Unschedule(DueKind, grant.Id);
        work.EmitIfChanged("billing.credit_grant.updated", ended, grant);
        if (grant.Left > 0)
            Record(work, ended, now, null, new DebitMovement(CreditAmount.Of(grant.Amount.Monetary.Currency, grant.Left), type));
        return ended;
    }

    public static void Expire(UnitOfWork work, DueEntry entry)
    {
        if (work.Find<CreditGrant>(entry.Key) is { VoidedAt: null } grant)
            End(work, grant, "credits_expired");
    }

    /// <summary>Puts the expiry of a grant into the due queue.</summary>
    public static void Plan(UnitOfWork work, CreditGrant grant)
    {
        if (grant.ExpiresAt is { } at)
            work.Schedule(DueKind, grant.Id, at, grant.TestClock);
        else
            work.Unschedule(DueKind, grant.Id);
    }

    private static IEnumerable<CreditGrant> Usable(UnitOfWork work, CreditWant want, long now) =>
        work.Table<CreditGrant>().Where(CreditGrant.CustomerIndex, want.Invoice.Customer)
            .Where(grant => grant.IsUsable(now)
                && grant.Amount.Monetary.Currency == want.Invoice.Currency
                && grant.ApplicabilityConfig.Scope.Covers(want.Price))
            .OrderBy(grant => grant.Priority)
            .ThenBy(grant => grant.ExpiresAt ?? long.MaxValue)
            .ThenBy(grant => grant.Category == "promotional" ? 0 : 1)
            .ThenBy(grant => grant.EffectiveAt)
            .ThenBy(grant => grant.Created);

    private static CreditBalanceTransaction Record(UnitOfWork work, CreditGrant grant, long effectiveAt, CreditMovement? credit, DebitMovement? debit)
    {
        var recorded = work.Save(new CreditBalanceTransaction
        {
            Id = Ids.New("cbtxn_test"),
            Created = work.NowOn(grant.TestClock),
            Credit = credit,
            CreditGrant = grant.Id,
            Customer = grant.Customer,
            Debit = debit,
            EffectiveAt = effectiveAt,
            TestClock = grant.TestClock,
        });
        work.Emit("billing.credit_balance_transaction.created", recorded);
        return recorded;
    }
}
