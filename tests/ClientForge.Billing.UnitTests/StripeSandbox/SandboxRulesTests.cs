using ClientForge.Billing.StripeSandbox.Rules;

namespace ClientForge.Billing.UnitTests.StripeSandbox;

public sealed class SandboxRulesTests
{
    [Theory]
    [InlineData("usd", 2, 50, 99_999_999)]
    [InlineData("jpy", 0, 50, 99_999_999)]
    [InlineData("kwd", 3, 1, 99_999_999)]
    [InlineData("huf", 2, 17_500, 99_999_999)]
    [InlineData("idr", 2, 50, 999_999_999_999)]
    public void Currencies_Known_HaveTheirDecimalsAndLimits(string currency, int exponent, long minimum, long maximum)
    {
        Assert.Equal(exponent, Currencies.Exponent(currency));
        Assert.Equal(minimum, Currencies.MinimumCharge(currency));
        Assert.Equal(maximum, Currencies.MaximumCharge(currency));
    }

    [Theory]
    [InlineData("usd", "2000", "$20.00")]
    [InlineData("usd", "-123456", "-$1,234.56")]
    [InlineData("usd", "0.2", "$0.002")]
    [InlineData("jpy", "500", "¥500")]
    [InlineData("kwd", "12345", "12.345 KWD")]
    [InlineData("chf", "990", "9.90 CHF")]
    public void Currencies_Format_ReadsAsOnAnInvoice(string currency, string amount, string expected) =>
        Assert.Equal(expected, Currencies.Format(currency, decimal.Parse(amount)));

    [Theory]
    [InlineData("usd", 1234, 1234)]
    [InlineData("ugx", 1250, 1300)]
    [InlineData("kwd", 12_344, 12_340)]
    public void Currencies_RoundPayable_IsTheNearestThatCanBeCharged(string currency, long amount, long expected) =>
        Assert.Equal(expected, Currencies.RoundPayable(currency, amount));

    [Theory]
    [InlineData("insufficient_funds", null, FailureClass.Soft, true)]
    [InlineData("generic_decline", null, FailureClass.Soft, true)]
    [InlineData("a_word_of_tomorrow", null, FailureClass.Soft, true)]
    [InlineData("lost_card", null, FailureClass.Hard, false)]
    [InlineData("fraudulent", null, FailureClass.Hard, true)]
    [InlineData("authentication_required", null, FailureClass.Action, false)]
    [InlineData("expired_card", null, FailureClass.Data, true)]
    [InlineData("transaction_not_allowed", null, FailureClass.Soft, false)]
    [InlineData("generic_decline", "do_not_try_again", FailureClass.Hard, false)]
    [InlineData("lost_card", "try_again_later", FailureClass.Soft, false)]
    [InlineData(null, null, FailureClass.Soft, true)]
    public void PaymentFailures_Code_IsSortedAdviceFirst(string? decline, string? advice, object expected, bool retried)
    {
        Assert.Equal((FailureClass)expected, PaymentFailures.Classify(decline, advice));
        Assert.Equal(retried, PaymentFailures.MayRetry(decline, advice));
    }

    [Fact]
    public void RetrySchedule_Standard_WaitsLongerEachTimeAndEnds()
    {
        Assert.Equal(1000 + 3 * 86_400, RetrySchedule.Standard.Next(1, 1000));
        Assert.Equal(1000 + 7 * 86_400, RetrySchedule.Standard.Next(3, 1000));
        Assert.Null(RetrySchedule.Standard.Next(4, 1000));
        Assert.Null(RetrySchedule.Off.Next(1, 1000));
        Assert.False(RetrySchedule.Off.Enabled);
    }

    [Fact]
    public void LineTexts_AllKinds_ReadAsStripeWritesThem()
    {
        const long at = 1_793_836_800;

        Assert.Equal("2 × Pro (at $20.00 / month)", LineTexts.Licensed(2, "Pro", LineTexts.Rate("$20.00", new(IntervalUnit.Month, 1))));
        Assert.Equal("Unused time on 2 × Pro after 05 Nov 2026", LineTexts.Unused(2, "Pro", at));
        Assert.Equal("Remaining time on Pro after 05 Nov 2026", LineTexts.Remaining(1, "Pro", at));
        Assert.Equal("Free trial for 1 × Pro", LineTexts.Trial(1, "Pro", flexible: true));
        Assert.Equal("Trial period for Pro", LineTexts.Trial(1, "Pro", flexible: false));
        Assert.Equal("$20.00 / every 3 months", LineTexts.Rate("$20.00", new(IntervalUnit.Month, 3)));
    }
}
