using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Subscriptions;

namespace ClientForge.Billing.UnitTests.Subscriptions;

public sealed class SubscriptionRulesTests
{
    private static readonly Dictionary<string, SubscriptionRow> States = new()
    {
        ["incomplete"] = Rows.Active with { Status = "incomplete" },
        ["trialing"] = Rows.Active with { Status = "trialing" },
        ["active"] = Rows.Active,
        ["canceling"] = Rows.Active with { CancelAtPeriodEnd = true },
        ["collection paused"] = Rows.Active with { CollectionPaused = true },
        ["change waits"] = Rows.Active with { PendingUpdateExpiresAt = Rows.Start.AddHours(23) },
        ["change scheduled"] = Rows.Active with { ScheduledAt = Rows.Start.AddMonths(1) },
        ["past_due"] = Rows.Active with { Status = "past_due" },
        ["unpaid"] = Rows.Active with { Status = "unpaid" },
        ["paused"] = Rows.Active with { Status = "paused" },
        ["canceled"] = Rows.Active with { Status = "canceled" },
        ["incomplete_expired"] = Rows.Active with { Status = "incomplete_expired" },
    };

    // Columns as in the enum: change, trial, coupon on, coupon off, cancel now, cancel at end, reactivate, pause, resume, undo schedule.
    private static readonly Dictionary<string, string> Table = new()
    {
        ["incomplete"] = "incomplete incomplete incomplete incomplete ok ok incomplete incomplete incomplete incomplete",
        ["trialing"] = "ok ok ok ok ok ok not_canceling ok not_paused not_scheduled",
        ["active"] = "ok ok ok ok ok ok not_canceling ok not_paused not_scheduled",
        ["canceling"] = "ok ok ok ok ok ok ok ok not_paused not_scheduled",
        ["collection paused"] = "paused paused paused paused ok ok not_canceling paused ok not_scheduled",
        ["change waits"] = "waits waits waits waits ok ok not_canceling waits not_paused not_scheduled",
        ["change scheduled"] = "ok ok ok ok ok ok not_canceling ok not_paused ok",
        ["past_due"] = "ok past_due ok ok ok ok not_canceling past_due not_paused not_scheduled",
        ["unpaid"] = "past_due past_due past_due past_due ok ok not_canceling past_due not_paused not_scheduled",
        ["paused"] = "paused paused paused paused ok ok not_canceling paused ok not_scheduled",
        ["canceled"] = "ended ended ended ended ended ended ended ended ended ended",
        ["incomplete_expired"] = "ended ended ended ended ended ended ended ended ended ended",
    };

    public static TheoryData<string, SubscriptionCommand, string?> Cells
    {
        get
        {
            var cells = new TheoryData<string, SubscriptionCommand, string?>();
            foreach (var (state, row) in Table)
            {
                var words = row.Split(' ');
                foreach (var command in Enum.GetValues<SubscriptionCommand>())
                    cells.Add(state, command, CodeOf(words[(int)command]));
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Refuse_EveryStateAndCommand_IsAsTheTableSays(string state, SubscriptionCommand command, string? code) =>
        Assert.Equal(code, SubscriptionRules.Refuse(command, States[state])?.Code);

    [Fact]
    public void Refuse_EveryState_HasARowInTheTable() => Assert.Equal(States.Keys.Order(), Table.Keys.Order());

    [Fact]
    public void EnsureAllowed_Refused_IsAConflictWithTheCode()
    {
        var error = Assert.Throws<BillingException>(() => SubscriptionRules.EnsureAllowed(SubscriptionCommand.Change, States["canceled"]));
        Assert.Equal((BillingErrorKind.Conflict, "subscription_ended"), (error.Kind, error.Code));
    }

    [Theory]
    [InlineData(0, 10L, "seats_below_one")]
    [InlineData(-5, null, "seats_below_one")]
    [InlineData(1, 10L, null)]
    [InlineData(10, 10L, null)]
    [InlineData(11, 10L, "seats_above_plan_limit")]
    [InlineData(1_000_000, null, null)]
    [InlineData(1_000_001, null, "seats_above_plan_limit")]
    public void EnsureSeats_AgainstTheLimit_IsJudged(long quantity, long? users, string? code)
    {
        var error = Record.Exception(() => SubscriptionRules.EnsureSeats(quantity, new PlanLimits { Users = users }));
        Assert.Equal(code, (error as BillingException)?.Code);
    }

    [Theory]
    [InlineData("trialing", "trialing", false)]
    [InlineData("active", "paused", true)]
    [InlineData("trialing", "paused", true)]
    [InlineData("past_due", "past_due", true)]
    [InlineData("canceled", "canceled", true)]
    public void ShownStatus_WhileCollectionRests_IsPaused(string status, string shown, bool collectionPaused) =>
        Assert.Equal(shown, SubscriptionRules.ShownStatus(Rows.Active with { Status = status, CollectionPaused = collectionPaused }));

    [Theory]
    [InlineData("trialing", false, true)]
    [InlineData("active", false, true)]
    [InlineData("active", true, false)]
    [InlineData("past_due", true, true)]
    [InlineData("unpaid", false, true)]
    [InlineData("incomplete", false, true)]
    [InlineData("canceled", false, false)]
    [InlineData("incomplete_expired", false, false)]
    public void IsDueToCharge_ByState(string status, bool canceling, bool expected) =>
        Assert.Equal(expected, SubscriptionRules.IsDueToCharge(Rows.Active with { Status = status, CancelAtPeriodEnd = canceling }));

    [Theory]
    [InlineData("active", true, false)]
    [InlineData("active", false, true)]
    [InlineData("trialing", true, false)]
    [InlineData("past_due", true, true)]
    [InlineData("unpaid", true, true)]
    [InlineData("incomplete", true, true)]
    public void EndsAtOnce_WhoOwes_EndsNow(string status, bool atPeriodEnd, bool expected) =>
        Assert.Equal(expected, SubscriptionRules.EndsAtOnce(Rows.Active with { Status = status }, atPeriodEnd));

    private static string? CodeOf(string word) => word switch
    {
        "ok" => null,
        "waits" => "change_awaits_payment",
        _ => $"subscription_{word}",
    };
}
