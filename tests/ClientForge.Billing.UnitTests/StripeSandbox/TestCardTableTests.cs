using ClientForge.Billing.StripeSandbox.Payments;

namespace ClientForge.Billing.UnitTests.StripeSandbox;

/// <summary>Every card and account of Stripe's page on testing: number, token, and what it does. https://docs.stripe.com/testing</summary>
public sealed class TestCardTableTests
{
    [Theory]
    [InlineData("4242424242424242", "pm_card_visa", "visa", "credit")]
    [InlineData("4000056655665556", "pm_card_visa_debit", "visa", "debit")]
    [InlineData("5555555555554444", "pm_card_mastercard", "mastercard", "credit")]
    [InlineData("2223003122003222", null, "mastercard", "credit")]
    [InlineData("5200828282828210", "pm_card_mastercard_debit", "mastercard", "debit")]
    [InlineData("5105105105105100", "pm_card_mastercard_prepaid", "mastercard", "prepaid")]
    [InlineData("378282246310005", "pm_card_amex", "amex", "credit")]
    [InlineData("6011111111111117", "pm_card_discover", "discover", "credit")]
    [InlineData("3056930009020004", "pm_card_diners", "diners", "credit")]
    [InlineData("3566002020360505", "pm_card_jcb", "jcb", "credit")]
    [InlineData("6200000000000005", "pm_card_unionpay", "unionpay", "credit")]
    public void Good_Card_HasBrandAndFunding(string number, string? token, string brand, string funding)
    {
        var card = Same(number, token);
        Assert.Equal((brand, funding, null), (card.Brand, card.Funding, card.Decline));
        Assert.True(CardRules.PassesLuhn(number));
    }

    [Theory]
    [InlineData("4000000000000002", "pm_card_visa_chargeDeclined", "card_declined", "generic_decline", true)]
    [InlineData("4000000000009995", "pm_card_visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds", true)]
    [InlineData("4000000000009987", "pm_card_visa_chargeDeclinedLostCard", "card_declined", "lost_card", true)]
    [InlineData("4000000000009979", "pm_card_visa_chargeDeclinedStolenCard", "card_declined", "stolen_card", true)]
    [InlineData("4000000000000069", "pm_card_chargeDeclinedExpiredCard", "expired_card", null, true)]
    [InlineData("4000000000000127", "pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", null, true)]
    [InlineData("4000000000000119", "pm_card_chargeDeclinedProcessingError", "processing_error", null, true)]
    [InlineData("4000000000006975", "pm_card_visa_chargeDeclinedVelocityLimitExceeded", "card_declined", "card_velocity_exceeded", true)]
    [InlineData("4000000000000341", "pm_card_chargeCustomerFail", "card_declined", "generic_decline", false)]
    [InlineData("4100000000000019", "pm_card_radarBlock", "card_declined", "fraudulent", false)]
    public void Declining_Card_HasItsCodeAndItsMoment(string number, string token, string code, string? declineCode, bool onAttach)
    {
        var card = Same(number, token);
        Assert.Equal((code, declineCode, onAttach), (card.Decline!.Code, card.Decline.DeclineCode, card.DeclinesOnAttach));
    }

    [Theory]
    [InlineData("tok_visa_chargeCustomerFail", "generic_decline")]
    [InlineData("tok_visa_chargeCustomerFailLostCard", "lost_card")]
    [InlineData("tok_visa_chargeCustomerFailStolenCard", "stolen_card")]
    public void CustomerFail_Variant_DeclinesWithItsCode(string token, string declineCode)
    {
        var card = TestInstruments.ByTokenName(token)!;
        Assert.Equal((declineCode, false), (card.Decline!.DeclineCode, card.DeclinesOnAttach));
    }

    [Theory]
    [InlineData("4000002500003155", "pm_card_authenticationRequiredOnSetup", "UntilSetUp", null)]
    [InlineData("4000002760003184", "pm_card_authenticationRequired", "Always", null)]
    [InlineData("4000003800000446", "pm_card_authenticationRequiredSetupForOffSession", "AlreadySetUp", null)]
    [InlineData("4000008260003178", "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds", "Always", "insufficient_funds")]
    [InlineData("4000000000003220", "pm_card_threeDSecure2Required", "Always", null)]
    [InlineData("4000008400001629", "pm_card_threeDSecureRequiredChargeDeclined", "Always", "generic_decline")]
    [InlineData("4000008400001280", "pm_card_threeDSecureRequiredProcessingError", "None", "processing_error")]
    [InlineData("4000000000003055", "pm_card_threeDSecureOptional", "None", null)]
    [InlineData("4000000000003097", "pm_card_threeDSecureOptionalProcessingError", "None", null)]
    public void ThreeDSecure_Card_AsksWhenItShould(string number, string token, string asks, string? declineCode)
    {
        var card = Same(number, token);
        Assert.Equal((asks, declineCode, true), (card.Authentication.ToString(), card.Decline?.DeclineCode ?? card.Decline?.Code, card.Supports3ds));
    }

    [Theory]
    [InlineData("4000000000000101", "pm_card_cvcCheckFail", "fail", null, null)]
    [InlineData("4000000000000036", "pm_card_avsZipFail", "pass", "fail", null)]
    [InlineData("4000000000000010", "pm_card_avsFail", "pass", "fail", "fail")]
    [InlineData("4000000000000028", "pm_card_avsLine1Fail", "pass", null, "fail")]
    [InlineData("4000000000000044", "pm_card_avsUnchecked", "pass", "unavailable", "unavailable")]
    public void Checks_Card_ShowsThem(string number, string token, string cvc, string? postal, string? line1)
    {
        var card = Same(number, token);
        Assert.Equal((cvc, postal, line1), (card.CvcCheck, card.PostalCheck, card.Line1Check));
    }

    [Theory]
    [InlineData("4000000000004954", "pm_card_riskLevelHighest", "highest")]
    [InlineData("4000000000009235", "pm_card_riskLevelElevated", "elevated")]
    public void Risk_Card_HasItsLevel(string number, string token, string level) => Assert.Equal(level, Same(number, token).RiskLevel);

    [Theory]
    [InlineData("4000000000000259", "pm_card_createDispute", "fraudulent", 1)]
    [InlineData("4000000000002685", "pm_card_createDisputeProductNotReceived", "product_not_received", 1)]
    [InlineData("4000000000001976", "pm_card_createDisputeInquiry", "fraudulent", 1)]
    [InlineData("4000000404000079", "pm_card_createMultipleDisputes", "fraudulent", 2)]
    public void Dispute_Card_HasItsScript(string number, string token, string reason, int count)
    {
        var script = Same(number, token).Dispute!;
        Assert.Equal((reason, count), (script.Reason, script.Count));
    }

    [Fact]
    public void OtherEffects_Cards_HaveThem()
    {
        Assert.True(Same("4000000000005423", "pm_card_createIssuerFraudRecord").FraudRecord);
        Assert.Equal(RefundBehavior.PendingThenSucceeds, Same("4000000000007726", "pm_card_pendingRefund").Refund);
        Assert.Equal(RefundBehavior.SucceedsThenFails, Same("4000000000005126", "pm_card_refundFail").Refund);
        Assert.True(Same("4000000000000077", "pm_card_bypassPending").BypassesPending);
        Assert.False(TestInstruments.ByTokenName("pm_card_amex_threeDSecureNotSupported")!.Supports3ds);
    }

    [Theory]
    [InlineData("us br ca mx gb de fr es it nl ie se ch pl at be au in jp sg nz hk")]
    public void Country_Cards_AreThere(string countries)
    {
        foreach (var country in countries.Split(' '))
            Assert.Equal(country.ToUpperInvariant(), TestInstruments.ByTokenName("pm_card_" + country)!.Country);
        Assert.Equal("GB", TestInstruments.WithNumber("4000008260000000")!.Country);
        Assert.Equal("DE", TestInstruments.WithNumber("4000002760000016")!.Country);
        Assert.Equal("FR", TestInstruments.WithNumber("4000002500000003")!.Country);
    }

    [Theory]
    [InlineData("000123456789", "pm_usBankAccount_success", null)]
    [InlineData("000111111113", "pm_usBankAccount_accountClosed", "account_closed")]
    [InlineData("000111111116", "pm_usBankAccount_noAccount", "no_account")]
    [InlineData("000222222227", "pm_usBankAccount_insufficientFunds", "insufficient_funds")]
    [InlineData("000333333335", "pm_usBankAccount_debitNotAuthorized", "debit_not_authorized")]
    [InlineData("000444444440", "pm_usBankAccount_invalidCurrency", "invalid_currency")]
    [InlineData("000555555559", "pm_usBankAccount_dispute", null)]
    [InlineData("000000000009", "pm_usBankAccount_processing", null)]
    [InlineData("000000004954", "pm_usBankAccount_riskLevelHighest", "charge_exceeds_source_limit")]
    [InlineData("DE62370400440532013001", "pm_failed_de", "generic_could_not_process")]
    [InlineData("DE35370400440532013002", "pm_disputed_de", null)]
    [InlineData("AT321904300235473204", "pm_successDelayed_at", null)]
    [InlineData("AT051904300235473205", "pm_failedDelayed_at", "generic_could_not_process")]
    [InlineData("000777777771", "pm_usBankAccount_weeklyLimitExceeded", "charge_exceeds_weekly_limit")]
    [InlineData("AT611904300234573201", "pm_success_at", null)]
    [InlineData("DE89370400440532013000", "pm_success_de", null)]
    [InlineData("AT861904300235473202", "pm_failed_at", "generic_could_not_process")]
    [InlineData("AT591904300235473203", "pm_disputed_at", null)]
    [InlineData("AT981904300000343434", "pm_exceedsWeeklyVolumeLimit_at", "charge_exceeds_source_limit")]
    [InlineData("AT601904300000121212", "pm_exceedsWeeklyTransactionLimit_at", "charge_exceeds_weekly_limit")]
    public void BankAccount_Known_FailsAsDocumented(string number, string token, string? code) =>
        Assert.Equal(code, Same(number, token).Decline?.DeclineCode);

    [Fact]
    public void BankAccounts_WithMoreThanAFailure_HaveTheirEffect()
    {
        Assert.True(Same("000666666661", "pm_usBankAccount_failMicrodeposits").RefusesMicrodeposits);
        foreach (var (number, token) in new[]
        {
            ("000555555559", "pm_usBankAccount_dispute"), ("AT591904300235473203", "pm_disputed_at"), ("DE35370400440532013002", "pm_disputed_de"),
        })
            Assert.Equal("fraudulent", Same(number, token).Dispute!.Reason);
        Assert.Equal("insufficient_funds", TestInstruments.ByTokenName("pm_insufficientFunds_de")!.Decline!.DeclineCode);
    }

    [Theory]
    [InlineData("AT321904300235473204", 180)]
    [InlineData("AT051904300235473205", 180)]
    [InlineData("000000000009", null)]
    public void BankAccount_SlowOnes_WaitOrNeverSettle(string number, int? seconds) =>
        Assert.Equal(seconds, (int?)TestInstruments.WithNumber(number)!.SettlesAfter);

    /// <summary>Number and token lead to the same instrument; its behavior is the token's.</summary>
    private static TestInstrument Same(string number, string? token)
    {
        var byNumber = TestInstruments.WithNumber(number)!;
        if (token is null)
            return byNumber;
        var byToken = TestInstruments.ByTokenName(token)!;
        Assert.Equal(byNumber.Number, byToken.Number);
        return byToken;
    }
}
