using ClientForge.Billing.StripeSandbox.Payments;
using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Disputes;

/// <summary>What a test card's disputes are about. https://docs.stripe.com/testing#disputes</summary>
/// <param name="Reason"><c>dispute.reason</c>.</param>
/// <param name="IsInquiry">The bank only asks: no money moves unless it escalates.</param>
/// <param name="Count">How many disputes the charge gets.</param>
internal sealed record DisputeScript(string Reason, bool IsInquiry = false, int Count = 1);

/// <summary>Opens disputes, takes evidence, closes them; the money of a dispute is moved with it.</summary>
internal static class DisputeCases
{
    /// <summary>Due work that closes a dispute nobody answered; its key is the dispute.</summary>
    public const string DueKind = "dispute";

    private const long Day = 86_400;

    /// <summary>Time to answer. Stripe's varies by network from 7 to 21 days.</summary>
    private const long ResponseTime = 9 * Day;

    /// <summary>Opens the disputes that the payment method of a fresh charge is known for.</summary>
    public static void OpenFor(UnitOfWork work, Charge charge, TestInstrument instrument)
    {
        if (instrument.FraudRecord)
            Warn(work, charge);
        if (instrument.Dispute is not { } script)
            return;
        for (var i = 0; i < script.Count; i++)
            Open(work, charge, instrument, script, charge.Amount / script.Count);
    }

    /// <summary>Evidence was handed in: Stripe's test words decide at once, anything else waits for the bank.</summary>
    public static Dispute Submit(UnitOfWork work, Dispute before, Dispute changed)
    {
        var reviewed = changed with
        {
            EvidenceDetails = changed.EvidenceDetails with { HasEvidence = true, SubmissionCount = changed.EvidenceDetails.SubmissionCount + 1 },
            Status = IsInquiry(before) ? DisputeStatus.WarningUnderReview : DisputeStatus.UnderReview,
        };
        work.Save(reviewed);
        work.EmitIfChanged("charge.dispute.updated", reviewed, before);
        work.Unschedule(DueKind, reviewed.Id);
        return changed.Evidence.UncategorizedText switch
        {
            "winning_evidence" => Close(work, reviewed, won: true),
            "losing_evidence" => Close(work, reviewed, won: false),
            "escalate_inquiry_evidence" when IsInquiry(before) => Escalate(work, reviewed),
            _ => reviewed,
        };
    }

    /// <summary>Ends a dispute; a won one gives the money back, an inquiry never took any.</summary>
    public static Dispute Close(UnitOfWork work, Dispute dispute, bool won)
    {
        work.Unschedule(DueKind, dispute.Id);
        var inquiry = IsInquiry(dispute);
        var returns = won && !inquiry;
        var closed = work.Save(dispute with
        {
            BalanceTransactions = returns ? [.. dispute.BalanceTransactions, BalanceTransaction.OfDispute(work, dispute, returned: true)] : dispute.BalanceTransactions,
            IsChargeRefundable = inquiry,
            Status = inquiry ? DisputeStatus.WarningClosed : won ? DisputeStatus.Won : DisputeStatus.Lost,
        });
        if (won && work.Find<Charge>(closed.Charge) is { Disputed: true } charge && !HasOpen(work, charge.Id))
            work.Save(charge with { Disputed = false });
        work.Emit("charge.dispute.closed", closed, dispute);
        if (returns)
            work.Emit("charge.dispute.funds_reinstated", closed);
        return closed;
    }

    /// <summary>Nobody answered in time: the bank decides for the cardholder.</summary>
    public static void Expire(UnitOfWork work, DueEntry entry)
    {
        if (work.Find<Dispute>(entry.Key) is { } dispute && !DisputeStatus.IsFinal(dispute.Status))
            Close(work, dispute with { EvidenceDetails = dispute.EvidenceDetails with { PastDue = true } }, won: false);
    }

    private static void Open(UnitOfWork work, Charge charge, TestInstrument instrument, DisputeScript script, long amount)
    {
        var due = work.WallNow + ResponseTime;
        var dispute = new Dispute
        {
            Id = Ids.New("du"),
            Amount = amount,
            Charge = charge.Id,
            Created = work.WallNow,
            Currency = charge.Currency,
            EvidenceDetails = new(due, false, false, 0),
            IsChargeRefundable = script.IsInquiry,
            PaymentIntent = charge.PaymentIntent,
            PaymentMethodDetails = Details(instrument, script),
            Reason = script.Reason,
            Status = script.IsInquiry ? DisputeStatus.WarningNeedsResponse : DisputeStatus.NeedsResponse,
        };
        if (!script.IsInquiry)
            dispute = Withdraw(work, dispute);
        work.Save(dispute);
        work.Schedule(DueKind, dispute.Id, due);
        work.Emit("charge.dispute.created", dispute);
        if (!script.IsInquiry)
            work.Emit("charge.dispute.funds_withdrawn", dispute);
    }

    private static Dispute Escalate(UnitOfWork work, Dispute inquiry)
    {
        var due = work.WallNow + ResponseTime;
        var escalated = Withdraw(work, inquiry) with
        {
            EvidenceDetails = inquiry.EvidenceDetails with { DueBy = due },
            IsChargeRefundable = false,
            Status = DisputeStatus.NeedsResponse,
        };
        if (escalated.PaymentMethodDetails.Card is { } card)
            escalated = escalated with { PaymentMethodDetails = escalated.PaymentMethodDetails with { Card = card with { CaseType = "chargeback" } } };
        work.Save(escalated);
        work.Schedule(DueKind, escalated.Id, due);
        work.EmitIfChanged("charge.dispute.updated", escalated, inquiry);
        work.Emit("charge.dispute.funds_withdrawn", escalated);
        return escalated;
    }

    /// <summary>The disputed amount and a fee leave the account; the charge counts as disputed.</summary>
    private static Dispute Withdraw(UnitOfWork work, Dispute dispute)
    {
        work.Save(work.Get<Charge>(dispute.Charge) with { Disputed = true });
        return dispute with { BalanceTransactions = [BalanceTransaction.OfDispute(work, dispute, returned: false)] };
    }

    private static void Warn(UnitOfWork work, Charge charge)
    {
        var warning = work.Save(new EarlyFraudWarning
        {
            Id = Ids.New("issfr"), Charge = charge.Id, Created = work.WallNow, PaymentIntent = charge.PaymentIntent,
        });
        work.Emit("radar.early_fraud_warning.created", warning);
    }

    private static DisputeMethodDetails Details(TestInstrument instrument, DisputeScript script) => instrument.Type == "card"
        ? new("card", new(instrument.Brand, script.IsInquiry ? "inquiry" : "chargeback", instrument.Brand, script.Reason == "fraudulent" ? "10.4" : "13.1"))
        : new(instrument.Type, null);

    private static bool IsInquiry(Dispute dispute) => dispute.Status.StartsWith("warning_", StringComparison.Ordinal);

    private static bool HasOpen(UnitOfWork work, string charge) =>
        work.Table<Dispute>().Where(Dispute.ChargeIndex, charge).Any(dispute => dispute.Status != DisputeStatus.Won && !IsInquiry(dispute));
}
