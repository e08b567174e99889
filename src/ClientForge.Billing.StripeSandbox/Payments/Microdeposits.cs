using System.Globalization;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>
/// Proof that a US bank account is the customer's: small deposits whose amounts or descriptor code the customer tells. Test mode sends none; the
/// values of https://docs.stripe.com/testing decide.
/// </summary>
internal static class Microdeposits
{
    /// <summary>Due work that gives up waiting; its key is the payment or setup intent.</summary>
    public const string DueKind = "payment.microdeposits";

    private const long Arrival = 86_400;
    private const long Deadline = 10 * 86_400;
    private const long FailsAfter = 5;
    private const int AmountTries = 3;
    private const int CodeTries = 10;

    private const string NextActionType = "verify_with_microdeposits";

    public static Decline Exceeded { get; } = Refusal("verification_attempts_exceeded", "You have exceeded the number of allowed verification attempts.");

    private static Decline TimedOut { get; } = Refusal(
        "verification_timeout",
        "Microdeposit verification has timed out. Customer has not verified their bank account within the required 10 day period.");

    private static Decline NotDelivered { get; } = Refusal(
        "failed", "Microdeposit transfers failed. Please check the account, institution and transit numbers as well as the currency type.");

    /// <summary>Whether the account has yet to be proven: one from a token counts as proven once it is attached.</summary>
    public static bool AreNeeded(PaymentMethod method) =>
        method is { Type: "us_bank_account", IsBankVerified: false } && !(method is { IsOfToken: true, Customer: not null });

    public static bool AreAwaited(string status, NextAction? action) => status == "requires_action" && action?.Type == NextActionType;

    /// <summary>Sends the deposits: what the customer has to do, for ten days.</summary>
    public static NextAction Send(UnitOfWork work, string intent, PaymentMethod method, string? testClock)
    {
        var now = work.NowOn(testClock);
        work.Schedule(DueKind, intent, now + (TestInstruments.Of(method).RefusesMicrodeposits ? FailsAfter : Deadline), testClock);
        return new NextAction
        {
            Type = NextActionType,
            VerifyWithMicrodeposits = new(now + Arrival, ThreeDSecure.Page(work, intent), "descriptor_code"),
        };
    }

    /// <summary>The account is the customer's, for good.</summary>
    public static PaymentMethod Accept(UnitOfWork work, PaymentMethod method) =>
        method.Type == "us_bank_account" ? work.Save(method with { IsBankVerified = true }) : method;

    public static object VerifySetup(ApiRequest request)
    {
        var told = Read(request.Params);
        var intent = request.Target<SetupIntent>();
        if (!AreAwaited(intent.Status, intent.NextAction))
            throw Setup.UnexpectedState(intent, "verified");
        return Setup.Verified(request.Work, intent, Judge(request.Work, intent.PaymentMethod!, told));
    }

    public static object VerifyPayment(ApiRequest request)
    {
        var told = Read(request.Params);
        var intent = request.Target<PaymentIntent>();
        if (!AreAwaited(intent.Status, intent.NextAction))
            throw PaymentIntentActions.UnexpectedState(intent, "verified");
        return PaymentIntentActions.Verified(request.Work, intent, Judge(request.Work, intent.PaymentMethod!, told));
    }

    /// <summary>Nobody told in time, or the deposits came back.</summary>
    public static void Lapse(UnitOfWork work, DueEntry entry)
    {
        if (work.Find<PaymentIntent>(entry.Key) is { } payment && AreAwaited(payment.Status, payment.NextAction))
            PaymentIntentActions.Tell(work, Collection.Verified(work, payment, WhyLapsed(work, payment.PaymentMethod!)));
        else if (work.Find<SetupIntent>(entry.Key) is { } setup && AreAwaited(setup.Status, setup.NextAction))
            Setup.Fail(work, setup, work.Get<PaymentMethod>(setup.PaymentMethod!), WhyLapsed(work, setup.PaymentMethod!));
    }

    private static Decline WhyLapsed(UnitOfWork work, string method) =>
        TestInstruments.Of(work.Get<PaymentMethod>(method)).RefusesMicrodeposits ? NotDelivered : TimedOut;

    /// <summary>What the customer read on the statement: two amounts in cents, the smaller first, or the code.</summary>
    private static string Read(Params parameters)
    {
        parameters.Exclusive("amounts", "descriptor_code");
        parameters.Ignore("client_secret");
        var amounts = parameters.Strings("amounts").Value;
        var code = parameters.String("descriptor_code");
        parameters.Done();
        if (code is not null)
            return code;
        if (amounts is null)
            throw Errors.Missing(parameters.Path("amounts"));
        var cents = amounts.Select(text => long.TryParse(text, CultureInfo.InvariantCulture, out var amount) && amount > 0
            ? amount
            : throw Errors.NotAnInteger(parameters.Path("amounts"), text)).Order().ToList();
        return cents.Count == 2
            ? string.Create(CultureInfo.InvariantCulture, $"{cents[0]}+{cents[1]}")
            : throw Errors.Invalid(
                "You must provide exactly two microdeposit amounts.", "amounts", "payment_method_microdeposit_verification_amounts_invalid");
    }

    /// <summary>Null when the account is proven, otherwise why it never will be; a wrong value with tries left is refused and counted.</summary>
    private static Decline? Judge(UnitOfWork work, string methodId, string told)
    {
        switch (told)
        {
            case "32+45" or "SM11AA":
                return null;
            case "10+11" or "SM33CC":
                return Exceeded;
            case "40+41" or "SM44DD":
                return TimedOut;
            default:
                break;
        }

        var method = work.Get<PaymentMethod>(methodId);
        method = work.Save(method with { VerificationMisses = method.VerificationMisses + 1 });
        var byAmounts = told.Contains('+', StringComparison.Ordinal);
        var left = (byAmounts ? AmountTries : CodeTries) - method.VerificationMisses;
        return left <= 0 ? Exceeded : throw Mismatch(byAmounts, left);
    }

    private static StripeError Mismatch(bool byAmounts, int left) => new(
        400,
        (byAmounts
            ? "The amounts provided do not match the amounts that were sent to the bank account."
            : "The verification code provided does not match the one sent to the bank account.") +
        string.Create(CultureInfo.InvariantCulture, $" You have {left} verification attempts remaining."))
    {
        Code = "payment_method_microdeposit_verification_" + (byAmounts ? "amounts_mismatch" : "descriptor_code_mismatch"),
        KeepsEffects = true,
    };

    private static Decline Refusal(string code, string message) =>
        new("payment_method_microdeposit_" + code, null, message) { ErrorType = "invalid_request_error" };
}
