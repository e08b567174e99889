using ClientForge.Billing.StripeSandbox.Rules;

namespace ClientForge.Billing.UnitTests.StripeSandbox;

public sealed class SubscriptionTransitionsTests
{
    [Theory]
    [InlineData("incomplete", false, "active")]
    [InlineData("incomplete", true, "trialing")]
    [InlineData("past_due", false, "active")]
    [InlineData("unpaid", false, "active")]
    [InlineData("canceled", false, "canceled")]
    [InlineData("incomplete_expired", false, "incomplete_expired")]
    [InlineData("paused", false, "paused")]
    [InlineData("active", false, "active")]
    public void AfterSettled_Status_OpensOrRecovers(string status, bool inTrial, string expected) =>
        Assert.Equal(expected, SubscriptionTransitions.AfterSettled(status, inTrial));

    [Theory]
    [InlineData("active", "past_due")]
    [InlineData("trialing", "past_due")]
    [InlineData("incomplete", "incomplete")]
    [InlineData("past_due", "past_due")]
    [InlineData("canceled", "canceled")]
    public void AfterFailure_Status_FallsPastDueUnlessItNeverBegan(string status, string expected) =>
        Assert.Equal(expected, SubscriptionTransitions.AfterFailure(status));

    [Theory]
    [InlineData("past_due", nameof(RetryExhaustion.Cancel), "canceled")]
    [InlineData("past_due", nameof(RetryExhaustion.Unpaid), "unpaid")]
    [InlineData("past_due", nameof(RetryExhaustion.PastDue), "past_due")]
    [InlineData("active", nameof(RetryExhaustion.Cancel), "active")]
    public void AfterExhaustion_Setting_Decides(string status, string setting, string expected) =>
        Assert.Equal(expected, SubscriptionTransitions.AfterExhaustion(status, Enum.Parse<RetryExhaustion>(setting)));

    [Theory]
    [InlineData("cancel", "canceled")]
    [InlineData("pause", "paused")]
    [InlineData("create_invoice", null)]
    public void AfterTrialWithoutPaymentMethod_Setting_Decides(string setting, string? expected) =>
        Assert.Equal(expected, SubscriptionTransitions.AfterTrialWithoutPaymentMethod(setting));
}
