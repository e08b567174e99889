using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Services.Dunning;
using static ClientForge.Billing.UnitTests.Dunning.DunningSamples;

namespace ClientForge.Billing.UnitTests.Dunning;

public sealed class DunningRulesTests
{
    [Theory]
    [InlineData("open", "charge_automatically", "subscription_cycle", 1, 1000, true)]
    [InlineData("open", "charge_automatically", "manual", 1, 1000, true)]
    [InlineData("open", "charge_automatically", "subscription_update", 2, 1, true)]
    [InlineData("open", "charge_automatically", "subscription_create", 1, 1000, false)]
    [InlineData("open", "send_invoice", "manual", 1, 1000, false)]
    [InlineData("open", "charge_automatically", "subscription_cycle", 0, 1000, false)]
    [InlineData("open", "charge_automatically", "subscription_cycle", 1, 0, false)]
    [InlineData("draft", "charge_automatically", "subscription_cycle", 1, 1000, false)]
    [InlineData("paid", "charge_automatically", "subscription_cycle", 1, 1000, false)]
    [InlineData("void", "charge_automatically", "subscription_cycle", 1, 1000, false)]
    public void OpensCase_Invoice_OnlyForAFailedAutomaticCharge(
        string status, string method, string reason, int attempts, long remaining, bool expected) => Assert.Equal(
        expected,
        DunningRules.OpensCase(Invoice with
        {
            Status = status, CollectionMethod = method, BillingReason = reason, AttemptCount = attempts, AmountRemaining = remaining,
        }));

    [Theory]
    [InlineData("paid", "paid")]
    [InlineData("void", "voided")]
    [InlineData("deleted", "voided")]
    [InlineData("uncollectible", "uncollectible")]
    [InlineData("open", null)]
    [InlineData("draft", null)]
    public void CloseReason_InvoiceStatus_EndsTheCaseWhenNothingIsLeftToCollect(string status, string? expected) =>
        Assert.Equal(expected, DunningRules.CloseReason(status));

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("", 3, 3)]
    [InlineData("stripe", 1, 0)]
    [InlineData("stripe,schedule,schedule", 1, 0)]
    [InlineData("stripe,schedule", 2, 1)]
    [InlineData("customer", 1, 0)]
    [InlineData("customer,stripe", 2, 0)]
    [InlineData("customer", 2, 1)]
    [InlineData("stripe,stripe", 1, 0)]
    public void MissingStripeTries_Log_CountsTheFirstTryOfAnyKindAndThenStripesOwn(string triggers, int stripeCount, int expected)
    {
        PaymentRetryRow[] log = [.. triggers.Split(',', StringSplitOptions.RemoveEmptyEntries).Select((trigger, index) => Try(index + 1, trigger))];

        Assert.Equal(expected, DunningRules.MissingStripeTries(log, stripeCount));
    }

    [Fact]
    public void AutomaticTries_TenCustomerTriesAndASkippedStep_CountsOnlyWhatReachedForTheMoney()
    {
        PaymentRetryRow[] log =
        [
            Try(1, PaymentTrigger.Stripe),
            .. Enumerable.Range(2, 10).Select(number => Try(number, PaymentTrigger.Customer)),
            Try(12, PaymentTrigger.Schedule),
            Try(13, PaymentTrigger.Schedule, PaymentTryStatus.Skipped),
            Try(14, PaymentTrigger.Ops),
            Try(15, PaymentTrigger.CardUpdate),
        ];

        Assert.Equal(2, DunningRules.AutomaticTries(log));
    }
}
