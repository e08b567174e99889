using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>Takes setup intents through their states; billing makes them for trials, too.</summary>
internal static class Setup
{
    private static readonly Decline AuthenticationFailed = new(
        "setup_intent_authentication_failure",
        null,
        "We are unable to authenticate your payment method. Please choose a different payment method and try again.");

    /// <summary>A new setup intent, not saved.</summary>
    public static SetupIntent New(UnitOfWork work, string? customer, string usage)
    {
        var id = Ids.New("seti");
        return new SetupIntent
        {
            Id = id,
            ClientSecret = $"{id}_secret_{Ids.Random(30)}",
            Created = work.Now,
            Customer = customer,
            Metadata = MetadataRules.None,
            PaymentMethodTypes = ["card"],
            Status = "requires_payment_method",
            TestClock = work.Find<Customer>(customer)?.TestClock,
            Usage = usage,
        };
    }

    /// <summary>Confirms: done at once, or a step at the bank, or a 402 that stays on record.</summary>
    public static SetupIntent Confirm(UnitOfWork work, SetupIntent intent, string? returnUrl)
    {
        if (intent.PaymentMethod is not { } id)
        {
            throw new StripeError(400, "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a payment method and then confirm it again.")
            {
                Code = "setup_intent_unexpected_state",
                SetupIntent = intent,
            };
        }

        var method = work.Get<PaymentMethod>(id);
        var instrument = TestInstruments.Of(method);
        intent = intent with { LastSetupError = null };
        if (instrument is { DeclinesOnAttach: true, Decline: { } decline } && !(instrument.NeedsCvc && method.Card?.Checks.CvcCheck is null))
            throw Fail(work, intent, method, decline);
        if (Microdeposits.AreNeeded(method))
            return RequireAction(work, intent, Microdeposits.Send(work, intent.Id, method, intent.TestClock));
        if (instrument.Authentication is not (Authentication.UntilSetUp or Authentication.Always))
            return Succeed(work, intent, method);
        return RequireAction(work, intent, ThreeDSecure.Action(work, intent.Id, returnUrl));
    }

    /// <summary>The micro-deposits were told: the account is set up, or <paramref name="refusal"/> is thrown and stays on record.</summary>
    public static SetupIntent Verified(UnitOfWork work, SetupIntent intent, Decline? refusal)
    {
        var method = work.Get<PaymentMethod>(intent.PaymentMethod!);
        return refusal is null ? Succeed(work, intent, Microdeposits.Accept(work, method)) : throw Fail(work, intent, method, refusal);
    }

    /// <summary>The customer's answer at the bank's page.</summary>
    public static SetupIntent Authenticate(UnitOfWork work, SetupIntent intent, bool approved)
    {
        if (intent.Status != "requires_action")
            throw UnexpectedState(intent, "authenticated");
        var method = work.Get<PaymentMethod>(intent.PaymentMethod!);
        if (approved)
            return Succeed(work, intent, Microdeposits.Accept(work, method));
        Fail(work, intent, method, Microdeposits.AreAwaited(intent.Status, intent.NextAction) ? Microdeposits.Exceeded : AuthenticationFailed);
        return work.Get<SetupIntent>(intent.Id);
    }

    public static StripeError UnexpectedState(SetupIntent intent, string verb) =>
        new(400, $"This SetupIntent could not be {verb} because it has a status of {intent.Status}.")
        {
            Code = "setup_intent_unexpected_state",
            SetupIntent = intent,
        };

    private static SetupIntent RequireAction(UnitOfWork work, SetupIntent intent, NextAction action)
    {
        var waiting = work.Save(intent with { NextAction = action, Status = "requires_action" });
        work.Emit("setup_intent.requires_action", waiting);
        return waiting;
    }

    private static SetupIntent Succeed(UnitOfWork work, SetupIntent intent, PaymentMethod method)
    {
        work.Unschedule(Microdeposits.DueKind, intent.Id);
        method = work.Save(method with { SetUpForOffSession = intent.Usage == "off_session" });
        if (intent.Customer is { } customer)
            Attachment.Attach(work, method, customer);
        var done = work.Save(intent with
        {
            LatestAttempt = Attempt(work, intent, method, "succeeded", null),
            Mandate = method.Type == "card" ? null : NewMandate(work, method).Id,
            NextAction = null,
            Status = "succeeded",
        });
        work.Emit("setup_intent.succeeded", done);
        foreach (var listener in work.Store.Hooks.SetupSucceeded)
            listener(work, done);
        return done;
    }

    private static Mandate NewMandate(UnitOfWork work, PaymentMethod method)
    {
        var id = Ids.New("mandate");
        return work.Save(new Mandate
        {
            Id = id,
            CustomerAcceptance = new(work.Now, new("127.0.0.1", "sandbox")),
            PaymentMethod = method.Id,
            PaymentMethodDetails = Charges.MandateDetails(method, id),
            Status = "active",
        });
    }

    /// <summary>Puts the failure on record; the answer is for a caller who asked for it.</summary>
    internal static StripeError Fail(UnitOfWork work, SetupIntent intent, PaymentMethod method, Decline decline)
    {
        work.Unschedule(Microdeposits.DueKind, intent.Id);
        var error = Charges.ErrorOf(decline, method);
        var failed = work.Save(intent with
        {
            LastSetupError = error,
            LatestAttempt = Attempt(work, intent, method, "failed", error),
            NextAction = null,
            PaymentMethod = null,
            Status = "requires_payment_method",
        });
        work.Emit("setup_intent.setup_failed", failed);
        return new StripeError(decline.ErrorType == "card_error" ? 402 : 400, decline.Message)
        {
            Type = decline.ErrorType,
            Code = decline.Code,
            DeclineCode = decline.DeclineCode,
            AdviceCode = decline.AdviceCode,
            SetupIntent = failed,
            PaymentMethod = method,
            KeepsEffects = true,
        };
    }

    private static string Attempt(UnitOfWork work, SetupIntent intent, PaymentMethod method, string status, PaymentError? error) => work.Save(new SetupAttempt
    {
        Id = Ids.New("setatt"),
        Created = work.Now,
        Customer = intent.Customer,
        PaymentMethod = method.Id,
        PaymentMethodDetails = Charges.SetupDetails(method, status == "succeeded" && intent.Status == "requires_action"),
        SetupError = error,
        SetupIntent = intent.Id,
        Status = status,
        Usage = intent.Usage,
    }).Id;
}
