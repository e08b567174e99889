using ClientForge.Billing.Services.Dunning;
using FsCheck;
using FsCheck.Fluent;

namespace ClientForge.Billing.UnitTests.Dunning;

public sealed class DunningPolicyTests
{
    private static readonly DateTimeOffset Failure = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 5)]
    [InlineData(4, 7)]
    public void NextAt_DefaultPolicyMadeOnTime_IsTheOrderedDayAfterTheFirstFailure(int step, int days)
    {
        var madeAt = step == 1 ? Failure : DunningPolicy.Default.NextAt(step - 1, Failure, Failure)!.Value;

        Assert.Equal(Failure.AddDays(days), DunningPolicy.Default.NextAt(step, Failure, madeAt));
    }

    [Fact]
    public void NextAt_AfterTheLastStep_IsNull() => Assert.Null(DunningPolicy.Default.NextAt(5, Failure, Failure.AddDays(7)));

    [Fact]
    public void MaxAttempts_DefaultPolicy_IsFive() => Assert.Equal(5, DunningPolicy.Default.MaxAttempts);

    [Fact]
    public void SuspendAt_DefaultPolicy_IsDaySeven() => Assert.Equal(Failure.AddDays(7), DunningPolicy.Default.SuspendAt(Failure));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void WaitAfter_StepBelowOne_Throws(int step) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DunningPolicy.Default.WaitAfter(step));

    [Fact]
    public void GetRetrySchedule_EachAttempt_IsTheWaitFromTheFirstFailure() => Assert.Equal(
        [TimeSpan.FromDays(1), TimeSpan.FromDays(3), TimeSpan.FromDays(5), TimeSpan.FromDays(7), null],
        Enumerable.Range(1, 5).Select(DunningService.GetRetrySchedule));

    [Fact]
    public void Named_UnknownPolicy_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => DunningPolicy.Named("gentle"));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(86_400, 0)]
    [InlineData(86_401, 86_401)]
    [InlineData(30 * 86_400, 30 * 86_400)]
    public void StartOf_FailureKnownLate_CountsFromKnowledgeAfterADay(int secondsLate, int expectedSeconds) =>
        Assert.Equal(Failure.AddSeconds(expectedSeconds), DunningPolicy.StartOf(Failure, Failure.AddSeconds(secondsLate)));

    [Fact]
    public void NextAt_HoweverLateEachStepIsMade_KeepsOrderAndDistanceAndEnds() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNegativeInt[]>(),
        latenesses =>
        {
            var madeAt = Failure;
            var steps = 1;
            while (DunningPolicy.Default.NextAt(steps, Failure, madeAt) is { } due)
            {
                var late = latenesses.Length == 0 ? 0 : latenesses[steps % latenesses.Length].Get;
                var planned = Failure + DunningPolicy.Default.WaitAfter(steps)!.Value;
                if (due < planned || due < madeAt + DunningPolicy.MinimumGap)
                    return false;
                madeAt = due.AddMinutes(late);
                steps++;
            }

            return steps == DunningPolicy.Default.MaxAttempts;
        }).QuickCheckThrowOnFailure();
}
