using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>Gives money back; credit notes do so, too.</summary>
internal static class Refunds
{
    /// <summary>Due work that settles a pending refund or lets one fail; its key is the refund.</summary>
    public const string SettleKind = "refund.settle";

    private const long SettlesAfter = 5;

    /// <summary>Refunds part of a charge (minor units; null = what is left). Refuses more than that.</summary>
    public static Refund Create(UnitOfWork work, Charge charge, long? amount, string? reason, IReadOnlyDictionary<string, string> metadata)
    {
        var left = charge.AmountCaptured - charge.AmountRefunded;
        RequireRefundable(charge, amount, left);
        var method = work.Get<PaymentMethod>(charge.PaymentMethod);
        var behavior = method.Type == "card" ? TestInstruments.Of(method).Refund : RefundBehavior.PendingThenSucceeds;
        var refund = new Refund
        {
            Id = Ids.New(method.Type == "card" ? "re" : "pyr"),
            Amount = amount ?? left,
            Charge = charge.Id,
            Created = work.Now,
            Currency = charge.Currency,
            Customer = charge.Customer,
            DestinationDetails = new RefundDestination(
                method.Type, method.Type == "card" ? new CardRefund("pending", "acquirer_reference_number", "refund") : null),
            Metadata = metadata,
            PaymentIntent = charge.PaymentIntent,
            PaymentMethod = charge.PaymentMethod,
            PendingReason = behavior == RefundBehavior.PendingThenSucceeds ? "processing" : null,
            Reason = reason,
            Status = behavior == RefundBehavior.PendingThenSucceeds ? "pending" : "succeeded",
        };
        refund = work.Save(refund with { BalanceTransaction = BalanceTransaction.OfRefund(work, refund).Id });
        LedgerRow.Of(work, refund, charge.Invoice);
        work.Emit("refund.created", refund);
        var refunded = charge.AmountRefunded + refund.Amount;
        var after = work.Save(charge with { AmountRefunded = refunded, Refunded = refunded >= charge.AmountCaptured });
        work.Emit("charge.refunded", after, charge);
        if (behavior != RefundBehavior.Succeeds)
            work.Schedule(SettleKind, refund.Id, work.NowOn(charge.TestClock) + SettlesAfter, charge.TestClock);
        return refund;
    }

    /// <summary>The bank's answer to a refund that was pending, or that fails after all.</summary>
    public static void Settle(UnitOfWork work, DueEntry entry)
    {
        if (work.Find<Refund>(entry.Key) is not { } refund)
            return;
        var charge = work.Get<Charge>(refund.Charge);
        var fails = refund.Status == "succeeded";
        var settled = fails
            ? refund with
            {
                FailureBalanceTransaction = BalanceTransaction.OfRefund(work, refund, returned: true).Id,
                FailureReason = "expired_or_canceled_card",
                Status = "failed",
            }
            : refund with { PendingReason = null, Status = "succeeded" };
        work.Save(settled);
        LedgerRow.Of(work, settled, charge.Invoice);
        if (fails)
        {
            work.Save(charge with { AmountRefunded = charge.AmountRefunded - refund.Amount, Refunded = false });
            work.Emit("refund.failed", settled);
        }
        else
        {
            work.Emit("refund.updated", settled, refund);
        }

        work.Emit("charge.refund.updated", settled, refund);
    }

    private static void RequireRefundable(Charge charge, long? amount, long left)
    {
        if (charge.Disputed)
            throw Errors.Invalid($"Charge {charge.Id} has been charged back; cannot issue a refund.", null, "charge_disputed");
        if (charge.Status != "succeeded" || !charge.Captured)
            throw Errors.Invalid($"Charge {charge.Id} cannot be refunded because it did not succeed or was not captured.", "charge");
        if (left <= 0)
            throw Errors.Invalid($"Charge {charge.Id} has already been refunded.", null, "charge_already_refunded");
        if (amount > left)
            throw Errors.Invalid($"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})", "amount");
    }
}
