using ClientForge.Billing.Data.Accounts;
using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Services.Dunning;
using static ClientForge.Billing.UnitTests.Dunning.DunningSamples;

namespace ClientForge.Billing.UnitTests.Dunning;

public sealed class AccountRulesTests
{
    [Fact]
    public void Evaluate_NoCases_ChangesNothing() => Assert.Equal(Account, AccountRules.Evaluate(Account, [], Now.AddDays(1)));

    [Fact]
    public void Evaluate_OpenCase_IsPastDueSinceItsFirstFailure()
    {
        var account = AccountRules.Evaluate(Account, [Case with { FirstFailedAt = Now.AddDays(-2) }, Case], Now);

        Assert.Equal(("past_due", Now.AddDays(-2)), (account.Status, account.PastDueSince));
    }

    [Theory]
    [InlineData(-1, "past_due")]
    [InlineData(0, "suspended")]
    [InlineData(1, "suspended")]
    public void Evaluate_AroundTheEndOfGrace_SuspendsAtTheInstant(int seconds, string expected) =>
        Assert.Equal(expected, AccountRules.Evaluate(Account, [Case], Case.SuspendAt.AddSeconds(seconds)).Status);

    [Fact]
    public void Evaluate_LastCaseClosed_IsActiveAndForgetsTheSuspension()
    {
        var suspended = AccountRules.Evaluate(Account, [Case], Case.SuspendAt);

        var account = AccountRules.Evaluate(suspended, [], Case.SuspendAt.AddDays(1));

        Assert.Equal(("active", null, null, null, null), (account.Status, account.SuspendedAt, account.SuspendedBy, account.SuspensionReason, account.PastDueSince));
    }

    [Fact]
    public void Evaluate_StillSuspended_KeepsTheInstantOfTheSuspension()
    {
        var suspended = AccountRules.Evaluate(Account, [Case], Case.SuspendAt);

        Assert.Equal(Case.SuspendAt, AccountRules.Evaluate(suspended, [Case], Case.SuspendAt.AddDays(3)).SuspendedAt);
    }

    [Fact]
    public void Evaluate_SuspendedByAPerson_StaysSuspendedThoughNothingIsUnpaid()
    {
        var account = AccountRules.Evaluate(Manual("suspended", Now), [], Now.AddDays(100));

        Assert.Equal(("suspended", "ops", "abuse", Now), (account.Status, account.SuspendedBy, account.SuspensionReason, account.SuspendedAt));
    }

    [Fact]
    public void Evaluate_ReactivatedByAPerson_IsPastDueInSpiteOfTheCaseOpenThen()
    {
        var account = AccountRules.Evaluate(Manual("active", Now.AddDays(8)), [Case], Now.AddDays(9));

        Assert.Equal("past_due", account.Status);
    }

    [Fact]
    public void Evaluate_CaseOpenedAfterAPersonsReactivation_SuspendsAgain()
    {
        var later = Case with { CreatedAt = Now.AddDays(10), SuspendAt = Now.AddDays(17) };

        Assert.Equal("suspended", AccountRules.Evaluate(Manual("active", Now.AddDays(8)), [Case, later], Now.AddDays(17)).Status);
    }

    [Fact]
    public void Evaluate_ForgivenCasesAllClosed_ForgetsThePersonsDecision()
    {
        var account = AccountRules.Evaluate(Manual("active", Now.AddDays(8)), [], Now.AddDays(9));

        Assert.Equal((null, null, null), (account.ManualStatus, account.ManualSince, account.ManualReason));
    }

    [Fact]
    public void Evaluate_Twice_IsTheSameAsOnce()
    {
        foreach (var cases in new DunningCaseRow[][] { [], [Case], [Case with { SuspendAt = Now }] })
        {
            foreach (var account in new[] { Account, Manual("active", Now), Manual("suspended", Now) })
            {
                var once = AccountRules.Evaluate(account, cases, Now);
                Assert.Equal(once, AccountRules.Evaluate(once, cases, Now));
            }
        }
    }

    private static AccountRow Manual(string status, DateTimeOffset since) =>
        Account with { ManualStatus = status, ManualSince = since, ManualReason = "abuse" };
}
