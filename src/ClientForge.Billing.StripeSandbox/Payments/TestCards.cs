namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>Stripe's test cards (https://docs.stripe.com/testing) and what each does.</summary>
internal static class TestCards
{
    private static readonly Decline Expired = new("expired_card", null, "Your card has expired.") { AdviceCode = "do_not_try_again" };
    private static readonly Decline IncorrectCvc = new("incorrect_cvc", null, "Your card's security code is incorrect.");
    private static readonly Decline Velocity = Decline.Card(
        "card_velocity_exceeded", "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.");

    private static readonly Decline Risk = Decline.Card("fraudulent") with { Blocked = true, AdviceCode = null };

    public static IReadOnlyList<TestInstrument> All { get; } = [.. Good(), .. Countries(), .. Declining(), .. ThreeDSecure(), .. Special()];

    private static TestInstrument Card(string name, string number) => new(name) { Token = "pm_card_" + name, Number = number };

    private static IEnumerable<TestInstrument> Good() =>
    [
        Card("visa", "4242424242424242"),
        Card("visa_debit", "4000056655665556") with { Funding = "debit" },
        Card("mastercard", "5555555555554444") with { Brand = "mastercard" },
        Card("mastercard_2series", "2223003122003222") with { Brand = "mastercard" },
        Card("mastercard_debit", "5200828282828210") with { Brand = "mastercard", Funding = "debit" },
        Card("mastercard_prepaid", "5105105105105100") with { Brand = "mastercard", Funding = "prepaid" },
        Card("amex", "378282246310005") with { Brand = "amex", Supports3ds = false },
        Card("discover", "6011111111111117") with { Brand = "discover" },
        Card("diners", "3056930009020004") with { Brand = "diners" },
        Card("jcb", "3566002020360505") with { Brand = "jcb" },
        Card("unionpay", "6200000000000005") with { Brand = "unionpay" },
    ];

    private static IEnumerable<TestInstrument> Countries()
    {
        const string numbers =
            "BR4000000760000002 CA4000001240000000 MX4000004840008001 GB4000008260000000 DE4000002760000016 FR4000002500000003 " +
            "ES4000007240000007 IT4000003800000008 NL4000005280000002 IE4000003720000005 SE4000007520000008 CH4000007560000009 " +
            "PL4000006160000005 AT4000000400000008 BE4000000560000004 AU4000000360000006 IN4000003560000008 JP4000003920000003 " +
            "SG4000007020000003 NZ4000005540000008 HK4000003440000004 PT4000006200000007 NO4000005780000007 FI4000002460000001 " +
            "DK4000002080000001 CZ4000002030000002 HU4000003480000005 RO4000006420000001 BG4000001000000000";
        yield return Card("us", "4242424242424242");
        foreach (var entry in numbers.Split(' '))
            yield return Card(entry[..2].ToLowerInvariant(), entry[2..]) with { Country = entry[..2] };
    }

    private static IEnumerable<TestInstrument> Declining() =>
    [
        Refused("visa_chargeDeclined", "4000000000000002", Decline.Generic),
        Refused("visa_chargeDeclinedInsufficientFunds", "4000000000009995", Decline.InsufficientFunds),
        Refused("visa_chargeDeclinedLostCard", "4000000000009987", Decline.Card("lost_card")),
        Refused("visa_chargeDeclinedStolenCard", "4000000000009979", Decline.Card("stolen_card")),
        Refused("chargeDeclinedExpiredCard", "4000000000000069", Expired),
        Refused("chargeDeclinedIncorrectCvc", "4000000000000127", IncorrectCvc) with { NeedsCvc = true },
        Refused("chargeDeclinedProcessingError", "4000000000000119", Decline.ProcessingError),
        Refused("visa_chargeDeclinedVelocityLimitExceeded", "4000000000006975", Velocity),
        Card("chargeCustomerFail", "4000000000000341") with { Decline = Decline.Generic },
        Card("visa_chargeCustomerFail", "4000000000000341") with { Decline = Decline.Generic },
        Card("visa_chargeCustomerFailLostCard", "4000000000000341") with { Decline = Decline.Card("lost_card") },
        Card("visa_chargeCustomerFailStolenCard", "4000000000000341") with { Decline = Decline.Card("stolen_card") },
    ];

    private static IEnumerable<TestInstrument> ThreeDSecure() =>
    [
        Card("authenticationRequiredOnSetup", "4000002500003155") with { Authentication = Authentication.UntilSetUp },
        Card("authenticationRequired", "4000002760003184") with { Authentication = Authentication.Always },
        Card("authenticationRequiredSetupForOffSession", "4000003800000446") with { Authentication = Authentication.AlreadySetUp },
        Card("authenticationRequiredChargeDeclinedInsufficientFunds", "4000008260003178") with
        {
            Authentication = Authentication.Always, Decline = Decline.InsufficientFunds,
        },
        Card("threeDSecure2Required", "4000000000003220") with { Authentication = Authentication.Always },
        Card("threeDSecureRequiredChargeDeclined", "4000008400001629") with
        {
            Authentication = Authentication.Always, Decline = Decline.Generic,
        },
        Card("threeDSecureRequiredProcessingError", "4000008400001280") with { Decline = Decline.ProcessingError },
        Card("threeDSecureOptional", "4000000000003055"),
        Card("threeDSecureOptionalProcessingError", "4000000000003097"),
        Card("amex_threeDSecureNotSupported", "378282246310005") with { Brand = "amex", Supports3ds = false },
    ];

    private static IEnumerable<TestInstrument> Special() =>
    [
        Card("radarBlock", "4100000000000019") with { Decline = Risk, RiskLevel = "highest" },
        Card("riskLevelHighest", "4000000000004954") with { RiskLevel = "highest" },
        Card("riskLevelElevated", "4000000000009235") with { RiskLevel = "elevated" },
        Card("cvcCheckFail", "4000000000000101") with { CvcCheck = "fail" },
        Card("avsZipFail", "4000000000000036") with { PostalCheck = "fail" },
        Card("avsFail", "4000000000000010") with { PostalCheck = "fail", Line1Check = "fail" },
        Card("avsLine1Fail", "4000000000000028") with { Line1Check = "fail" },
        Card("avsUnchecked", "4000000000000044") with { PostalCheck = "unavailable", Line1Check = "unavailable" },
        Card("createDispute", "4000000000000259") with { Dispute = new("fraudulent") },
        Card("createDisputeProductNotReceived", "4000000000002685") with { Dispute = new("product_not_received") },
        Card("createDisputeInquiry", "4000000000001976") with { Dispute = new("fraudulent", IsInquiry: true) },
        Card("createIssuerFraudRecord", "4000000000005423") with { FraudRecord = true },
        Card("createMultipleDisputes", "4000000404000079") with { Dispute = new("fraudulent", Count: 2) },
        Card("pendingRefund", "4000000000007726") with { Refund = RefundBehavior.PendingThenSucceeds },
        Card("refundFail", "4000000000005126") with { Refund = RefundBehavior.SucceedsThenFails },
        Card("bypassPending", "4000000000000077") with { BypassesPending = true },
    ];

    private static TestInstrument Refused(string name, string number, Decline decline) =>
        Card(name, number) with { Decline = decline, DeclinesOnAttach = true };
}
