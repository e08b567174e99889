using ClientForge.Billing.StripeSandbox.Disputes;
using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>Bank debits: pending at first, settled a while later.</summary>
internal static class Debits
{
    /// <summary>Starts the debit and emits <c>payment_intent.processing</c> and <c>charge.pending</c>.</summary>
    public static PaymentOutcome Begin(UnitOfWork work, PaymentIntent intent, PaymentMethod method, TestInstrument instrument)
    {
        var charge = Charges.New(work, intent, method, authenticated: false) with { Captured = true, Paid = false, Status = "pending", ReceiptUrl = null };
        var pending = work.Save(intent with { LatestCharge = charge.Id, Status = "processing" });
        work.Emit("payment_intent.processing", pending);
        work.Save(charge);
        LedgerRow.Of(work, charge, null);
        work.Emit("charge.pending", charge);
        if (instrument.SettlesAfter is { } wait)
            work.Schedule(Collection.SettleKind, intent.Id, work.NowOn(intent.TestClock) + wait, intent.TestClock);
        return new PaymentOutcome(pending, PaymentStatus.Processing, charge, null);
    }

    /// <summary>The bank's answer has come.</summary>
    public static void Settle(UnitOfWork work, DueEntry entry)
    {
        if (work.Find<PaymentIntent>(entry.Key) is not { Status: "processing" } intent)
            return;
        var method = work.Get<PaymentMethod>(intent.PaymentMethod!);
        var charge = work.Get<Charge>(intent.LatestCharge!);
        var outcome = TestInstruments.Of(method).Decline is { } decline
            ? Fail(work, intent, method, charge, decline)
            : Succeed(work, intent, charge);
        foreach (var listener in work.Store.Hooks.PaymentSettled)
            listener(work, outcome);
    }

    private static PaymentOutcome Succeed(UnitOfWork work, PaymentIntent intent, Charge charge)
    {
        charge = charge with { AmountCaptured = charge.Amount, Paid = true, Status = "succeeded" };
        charge = work.Save(charge with { BalanceTransaction = Collection.Income(work, charge, charge.Amount) });
        LedgerRow.Of(work, charge, null);
        work.Emit("charge.succeeded", charge);
        DisputeCases.OpenFor(work, charge, TestInstruments.Of(work.Get<PaymentMethod>(charge.PaymentMethod)));
        var paid = work.Save(intent with { AmountReceived = intent.Amount, Status = "succeeded" });
        work.Emit("payment_intent.succeeded", paid);
        return new PaymentOutcome(paid, PaymentStatus.Succeeded, charge, null);
    }

    private static PaymentOutcome Fail(UnitOfWork work, PaymentIntent intent, PaymentMethod method, Charge charge, Decline decline)
    {
        var failed = Charges.Failed(work, intent, method, decline);
        charge = work.Save(failed with { Id = charge.Id, Created = charge.Created });
        LedgerRow.Of(work, charge, decline.DeclineCode ?? decline.Code);
        work.Emit("charge.failed", charge);
        return Collection.Failed(work, intent, method, decline, charge);
    }
}
