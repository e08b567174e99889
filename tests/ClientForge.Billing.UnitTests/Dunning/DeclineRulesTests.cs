using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Services.Dunning;

namespace ClientForge.Billing.UnitTests.Dunning;

public sealed class DeclineRulesTests
{
    [Theory]
    [InlineData("card_declined", "insufficient_funds", null, true)]
    [InlineData("card_declined", "generic_decline", null, true)]
    [InlineData("card_declined", "do_not_honor", null, true)]
    [InlineData("card_declined", "try_again_later", null, true)]
    [InlineData("expired_card", "expired_card", null, true)]
    [InlineData("processing_error", null, null, true)]
    [InlineData(null, null, null, true)]
    [InlineData("card_declined", "lost_card", null, false)]
    [InlineData("card_declined", "stolen_card", null, false)]
    [InlineData("card_declined", "pickup_card", null, false)]
    [InlineData("card_declined", "fraudulent", null, false)]
    [InlineData("card_declined", "highest_risk_level", null, false)]
    [InlineData("card_declined", "transaction_not_allowed", null, false)]
    [InlineData("card_declined", "revocation_of_authorization", null, false)]
    [InlineData("card_declined", "revocation_of_all_authorizations", null, false)]
    [InlineData("incorrect_number", null, null, false)]
    [InlineData("card_declined", "generic_decline", "do_not_try_again", false)]
    [InlineData("card_declined", "authentication_required", null, false)]
    [InlineData("authentication_required", null, null, false)]
    [InlineData("invoice_payment_intent_requires_action", null, null, false)]
    public void MayRetry_Decline_FollowsStripesList(string? code, string? declineCode, string? advice, bool expected) => Assert.Equal(
        expected,
        DeclineRules.MayRetry(new PaymentFailure { ErrorCode = code, DeclineCode = declineCode, AdviceCode = advice }));

    [Theory]
    [InlineData("card_declined", "insufficient_funds", false, PaymentTryStatus.Failed)]
    [InlineData("card_declined", "authentication_required", false, PaymentTryStatus.RequiresAction)]
    [InlineData("payment_intent_authentication_failure", null, false, PaymentTryStatus.RequiresAction)]
    [InlineData(null, null, true, PaymentTryStatus.RequiresAction)]
    public void StatusOf_Failure_TellsWhetherThePayerIsWanted(string? code, string? declineCode, bool requiresAction, string expected) => Assert.Equal(
        expected,
        DeclineRules.StatusOf(new PaymentFailure { ErrorCode = code, DeclineCode = declineCode, RequiresAction = requiresAction }));
}
