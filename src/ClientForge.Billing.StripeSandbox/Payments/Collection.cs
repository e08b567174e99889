using ClientForge.Billing.StripeSandbox.Disputes;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>
/// Collects money: the one place where charges are made, for the API's own payment intents and for invoices. Emits payment_intent.* and charge.*
/// in the order of Stripe's logs and writes the ledger.
/// </summary>
internal static class Collection
{
    /// <summary>Due work that settles a bank debit; its key is the payment intent.</summary>
    public const string SettleKind = "payment.settle";

    /// <summary>Due work that lets an authorization lapse after seven days.</summary>
    public const string ExpireKind = "payment.expire";

    private const long CaptureWindow = 7 * 86_400;

    /// <summary>Makes the payment intent of an invoice and emits <c>payment_intent.created</c>.</summary>
    public static PaymentIntent CreateForInvoice(UnitOfWork work, InvoicePayment invoice)
    {
        var intent = new PaymentIntent
        {
            Id = Ids.New("pi"),
            Amount = invoice.Amount,
            CaptureMethod = "automatic",
            ClientSecret = "",
            Created = work.WallNow,
            Currency = invoice.Currency,
            Customer = invoice.Customer,
            Description = invoice.Description,
            Invoice = invoice.Invoice,
            Metadata = MetadataRules.None,
            PaymentDetails = new PaymentDetails(invoice.Customer, invoice.Invoice),
            PaymentMethodTypes = ["card", "sepa_debit", "us_bank_account"],
            SetupFutureUsage = invoice.SetsUp ? "off_session" : null,
            Status = "requires_payment_method",
            TestClock = invoice.TestClock,
        };
        intent = work.Save(intent with { ClientSecret = $"{intent.Id}_secret_{Ids.Random(25)}" });
        work.Emit("payment_intent.created", intent);
        return intent;
    }

    /// <summary>
    /// Tries to collect <paramref name="intent"/> with <paramref name="method"/>. A bank that wants the customer gives
    /// <see cref="PaymentStatus.RequiresAction"/> on session and a failure (<c>authentication_required</c>) off session.
    /// </summary>
    public static PaymentOutcome Confirm(UnitOfWork work, PaymentIntent intent, PaymentMethod method, ConfirmOptions options)
    {
        intent = intent with
        {
            LastPaymentError = null,
            NextAction = null,
            OffSession = options.OffSession,
            PaymentMethod = method.Id,
        };
        var instrument = TestInstruments.Of(method);
        if (Microdeposits.AreNeeded(method))
            return RequireAction(work, intent, Microdeposits.Send(work, intent.Id, method, intent.TestClock));
        if (instrument.SettlesAfter is not null || instrument.Type != "card")
            return Debits.Begin(work, intent, method, instrument);
        if (!Authenticates(instrument, method, options.OffSession))
            return Charge(work, intent, method, authenticated: false);
        return options.OffSession || options.FailsOnAction
            ? Fail(work, intent, method, Decline.AuthenticationRequired)
            : RequireAction(work, intent, ThreeDSecure.Action(work, intent.Id, options.ReturnUrl));
    }

    /// <summary>The micro-deposits were told: the debit begins, unless <paramref name="refusal"/> says why the account is not proven.</summary>
    public static PaymentOutcome Verified(UnitOfWork work, PaymentIntent intent, Decline? refusal)
    {
        work.Unschedule(Microdeposits.DueKind, intent.Id);
        var method = work.Get<PaymentMethod>(intent.PaymentMethod!);
        intent = intent with { NextAction = null };
        return refusal is null
            ? Debits.Begin(work, intent, Microdeposits.Accept(work, method), TestInstruments.Of(method))
            : FailWithoutCharge(work, intent, method, refusal);
    }

    /// <summary>The customer came back from the bank: charge on approval, otherwise the intent waits for another payment method.</summary>
    public static PaymentOutcome Authenticated(UnitOfWork work, PaymentIntent intent, bool approved)
    {
        var method = work.Get<PaymentMethod>(intent.PaymentMethod!);
        intent = intent with { NextAction = null };
        if (!approved)
            return FailWithoutCharge(work, intent, method, Decline.AuthenticationFailed);
        if (intent.SetupFutureUsage == "off_session")
            method = work.Save(method with { SetUpForOffSession = true });
        return Charge(work, intent, method, authenticated: true);
    }

    /// <summary>Cancels an intent that is not final and emits <c>payment_intent.canceled</c>.</summary>
    public static PaymentIntent Cancel(UnitOfWork work, PaymentIntent intent, string? reason)
    {
        work.Unschedule(ExpireKind, intent.Id);
        work.Unschedule(SettleKind, intent.Id);
        work.Unschedule(Microdeposits.DueKind, intent.Id);
        var canceled = work.Save(intent with
        {
            AmountCapturable = 0,
            CanceledAt = work.Now,
            CancellationReason = reason,
            NextAction = null,
            Status = "canceled",
        });
        work.Emit("payment_intent.canceled", canceled);
        return canceled;
    }

    /// <summary>Takes what was authorized; the rest is released.</summary>
    public static PaymentIntent Capture(UnitOfWork work, PaymentIntent intent, long amount)
    {
        work.Unschedule(ExpireKind, intent.Id);
        var charge = work.Get<Charge>(intent.LatestCharge!);
        charge = charge with { AmountCaptured = amount, AmountRefunded = charge.Amount - amount, Captured = true };
        charge = work.Save(charge with { BalanceTransaction = Income(work, charge, amount) });
        work.Emit("charge.captured", charge);
        var captured = work.Save(intent with { AmountCapturable = 0, AmountReceived = amount, Status = "succeeded" });
        work.Emit("payment_intent.succeeded", captured);
        return captured;
    }

    /// <summary>Makes the charge that <paramref name="intent"/> stands for and settles both.</summary>
    internal static PaymentOutcome Charge(UnitOfWork work, PaymentIntent intent, PaymentMethod method, bool authenticated)
    {
        var instrument = TestInstruments.Of(method);
        if (instrument.Decline is { } decline && !(instrument.NeedsCvc && method.Card?.Checks.CvcCheck is null))
            return Fail(work, intent, method, decline);
        var held = intent.CaptureMethod == "manual";
        var charge = Charges.New(work, intent, method, authenticated) with { Captured = !held, AmountCaptured = held ? 0 : intent.Amount };
        if (!held)
            charge = charge with { BalanceTransaction = Income(work, charge, charge.Amount) };
        work.Save(charge);
        LedgerRow.Of(work, charge, null);
        work.Emit("charge.succeeded", charge);
        DisputeCases.OpenFor(work, charge, instrument);
        intent = Keep(work, intent, method);
        if (held)
            return Hold(work, intent, charge);
        var paid = work.Save(intent with
        {
            AmountReceived = intent.Amount, LatestCharge = charge.Id, Processing = null, Status = "succeeded",
        });
        work.Emit("payment_intent.succeeded", paid);
        return new PaymentOutcome(paid, PaymentStatus.Succeeded, charge, null);
    }

    /// <summary>A charge the bank or Stripe refused.</summary>
    internal static PaymentOutcome Fail(UnitOfWork work, PaymentIntent intent, PaymentMethod method, Decline decline)
    {
        var charge = work.Save(Charges.Failed(work, intent, method, decline));
        LedgerRow.Of(work, charge, decline.DeclineCode ?? decline.Code);
        work.Emit("charge.failed", charge);
        return Failed(work, intent, method, decline, charge);
    }

    /// <summary>
    /// Puts a failed try on record whose invoice was not kept: charge, ledger and events stay, and the intent is canceled so that nothing can be
    /// charged through it later.
    /// </summary>
    public static void LeaveFailed(UnitOfWork work, Charge charge, PaymentIntent intent)
    {
        charge = work.Save(charge with { Invoice = null });
        intent = work.Save(intent with { Invoice = null, PaymentDetails = null });
        LedgerRow.Of(work, charge, intent.LastPaymentError?.DeclineCode ?? intent.LastPaymentError?.Code);
        work.Emit("charge.failed", charge);
        work.Emit("payment_intent.payment_failed", intent);
        Cancel(work, intent, "failed_invoice");
    }

    internal static string Income(UnitOfWork work, Charge charge, long amount)
    {
        var method = work.Find<PaymentMethod>(charge.PaymentMethod);
        return BalanceTransaction.OfCharge(work, charge, amount, method is not null && TestInstruments.Of(method).BypassesPending).Id;
    }

    internal static PaymentOutcome Failed(UnitOfWork work, PaymentIntent intent, PaymentMethod method, Decline decline, Charge? charge)
    {
        var failed = work.Save(intent with
        {
            LastPaymentError = Charges.ErrorOf(decline, method, charge?.Id),
            LatestCharge = charge?.Id ?? intent.LatestCharge,
            NextAction = null,
            PaymentMethod = null,
            Processing = null,
            Status = "requires_payment_method",
        });
        work.Emit("payment_intent.payment_failed", failed);
        return new PaymentOutcome(failed, PaymentStatus.Failed, charge, decline);
    }

    private static PaymentOutcome FailWithoutCharge(UnitOfWork work, PaymentIntent intent, PaymentMethod method, Decline decline) =>
        Failed(work, intent, method, decline, null);

    private static bool Authenticates(TestInstrument instrument, PaymentMethod method, bool offSession) => instrument.Authentication switch
    {
        Authentication.None => false,
        Authentication.Always => true,
        Authentication.UntilSetUp => !offSession || !method.SetUpForOffSession,
        _ => !offSession,
    };

    private static PaymentOutcome RequireAction(UnitOfWork work, PaymentIntent intent, NextAction action)
    {
        var waiting = work.Save(intent with { NextAction = action, Status = "requires_action" });
        work.Emit("payment_intent.requires_action", waiting);
        return new PaymentOutcome(waiting, PaymentStatus.RequiresAction, null, null);
    }

    private static PaymentOutcome Hold(UnitOfWork work, PaymentIntent intent, Charge charge)
    {
        var held = work.Save(intent with { AmountCapturable = intent.Amount, LatestCharge = charge.Id, Status = "requires_capture" });
        work.Schedule(ExpireKind, intent.Id, work.Now + CaptureWindow);
        work.Emit("payment_intent.amount_capturable_updated", held);
        return new PaymentOutcome(held, PaymentStatus.RequiresCapture, charge, null);
    }

    /// <summary>Attaches the payment method when the payment was to set it up for later.</summary>
    private static PaymentIntent Keep(UnitOfWork work, PaymentIntent intent, PaymentMethod method)
    {
        if (intent is { SetupFutureUsage: not null, Customer: { } customer } && method.Customer is null)
            Attachment.Attach(work, method, customer);
        return intent;
    }
}

/// <summary>What an invoice wants collected.</summary>
internal sealed record InvoicePayment
{
    public required string Invoice { get; init; }

    /// <summary>Minor units.</summary>
    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required string Customer { get; init; }

    public string? Description { get; init; }

    /// <summary>The payment also sets the payment method up for later off-session charges, as the first one of a subscription does.</summary>
    public bool SetsUp { get; init; }

    public string? TestClock { get; init; }
}

/// <param name="OffSession">The customer is not present.</param>
/// <param name="FailsOnAction">Fail instead of asking the customer (<c>error_on_requires_action</c>).</param>
/// <param name="ReturnUrl">Where the bank's page leads back to.</param>
internal sealed record ConfirmOptions(bool OffSession = false, bool FailsOnAction = false, string? ReturnUrl = null);
