using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.StripeApi;

namespace ClientForge.Billing.IntegrationTests.Intents;

public sealed class IntentRecoveryTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StripeFault.ErrorBefore)]
    [InlineData(StripeFault.ErrorAfter)]
    [InlineData(StripeFault.TimeoutBefore)]
    [InlineData(StripeFault.TimeoutAfter)]
    [InlineData(StripeFault.ResetBefore)]
    [InlineData(StripeFault.ResetAfter)]
    [InlineData(StripeFault.GarbledAfter)]
    [InlineData(StripeFault.Busy)]
    public async Task Run_OneFault_SucceedsUnderTheSameKeyWithOneEffect(StripeFault fault)
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        harness.Faults.Plan(fault);

        var outcome = await harness.Get<StripeIntents>().RunAsync(harness.PlanCustomer(), Cancellation);

        Assert.StartsWith("cus_", outcome.EnsureSucceeded(), StringComparison.Ordinal);
        Assert.Equal(1, await harness.CountCustomersAsync());
        Assert.Equal(2, harness.Faults.Sent.Count);
        Assert.Single(harness.Faults.Sent.Select(request => (request.Key, request.Body)).Distinct());
    }

    [Theory]
    [InlineData(StripeFault.ErrorBefore)]
    [InlineData(StripeFault.ErrorAfter)]
    [InlineData(StripeFault.TimeoutBefore)]
    [InlineData(StripeFault.TimeoutAfter)]
    [InlineData(StripeFault.ResetBefore)]
    [InlineData(StripeFault.ResetAfter)]
    [InlineData(StripeFault.GarbledAfter)]
    [InlineData(StripeFault.Busy)]
    public async Task Sweep_FourFaultsInARow_ResolvesWithOneEffect(StripeFault fault)
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        harness.Faults.Plan(fault, fault, fault, fault);

        var outcome = await harness.Get<StripeIntents>().RunAsync(harness.PlanCustomer(), Cancellation);
        Assert.Equal(IntentState.Unknown, outcome.Intent.State);
        Assert.Equal("stripe_outcome_unknown", Assert.Throws<BillingException>(() => outcome.EnsureSucceeded()).Code);
        await harness.SweepUntilQuietAsync(Cancellation);

        Assert.Equal(IntentState.Succeeded, (await harness.IntentAsync(outcome.Intent.Id, Cancellation)).State);
        Assert.Equal(1, await harness.CountCustomersAsync());
        Assert.Single(harness.Faults.Sent.Select(request => request.Key).Distinct());
    }

    [Theory]
    [InlineData(StripeFault.CrashBefore)]
    [InlineData(StripeFault.CrashAfter)]
    public async Task Sweep_ProcessDiedAroundTheSend_ResolvesWithOneEffect(StripeFault crash)
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var intent = await harness.StoreAsync(harness.PlanCustomer(), Cancellation);
        harness.Faults.Plan(crash);

        await Assert.ThrowsAsync<SimulatedCrashException>(() => harness.Get<StripeIntents>().SendAsync(intent, Cancellation));
        Assert.Null(await harness.Job("intent-sweep").NextDueAsync(Cancellation));
        await harness.ExpireLeasesAsync(Cancellation);
        await harness.SweepUntilQuietAsync(Cancellation);

        Assert.Equal(IntentState.Succeeded, (await harness.IntentAsync(intent.Id, Cancellation)).State);
        Assert.Equal(1, await harness.CountCustomersAsync());
    }

    [Fact]
    public async Task Sweep_ProcessDiedBetweenPlanAndSend_SendsIt()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var intent = await harness.StoreAsync(harness.PlanCustomer(), Cancellation);

        await harness.Job("intent-sweep").RunAsync(Cancellation);

        Assert.Equal(IntentState.Succeeded, (await harness.IntentAsync(intent.Id, Cancellation)).State);
        Assert.Equal(1, await harness.CountCustomersAsync());
    }

    [Theory]
    [InlineData(StripeFault.TimeoutAfter, 2, 1)]
    [InlineData(StripeFault.TimeoutBefore, 3, 2)]
    public async Task Sweep_KeyOlderThanItsLife_ReadsBackAndRepeatsOnlyWhatNeverHappened(StripeFault fault, int sends, int generation)
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        harness.Faults.Plan(fault, fault);
        var outcome = await harness.Get<StripeIntents>().RunAsync(harness.PlanCustomer(), Cancellation);

        harness.Clock.Advance(IntentKey.Lifetime);
        await harness.SweepUntilQuietAsync(Cancellation);

        var intent = await harness.IntentAsync(outcome.Intent.Id, Cancellation);
        Assert.Equal((IntentState.Succeeded, generation), (intent.State, intent.Generation));
        Assert.StartsWith("cus_", intent.StripeObjectId, StringComparison.Ordinal);
        Assert.Equal(1, await harness.CountCustomersAsync());
        Assert.Equal(sends, harness.Faults.Sent.Count);
        Assert.Equal(generation, harness.Faults.Sent.Select(request => request.Key).Distinct().Count());
    }

    [Fact]
    public async Task Sweep_SameStoredServerErrorThreeTimes_StopsAskingAndStartsANewGeneration()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        harness.Faults.Plan(StripeFault.ErrorBefore, StripeFault.ReplayedError, StripeFault.ReplayedError, StripeFault.ReplayedError);
        var outcome = await harness.Get<StripeIntents>().RunAsync(harness.PlanCustomer(), Cancellation);

        await harness.SweepUntilQuietAsync(Cancellation);

        var intent = await harness.IntentAsync(outcome.Intent.Id, Cancellation);
        Assert.Equal((IntentState.Succeeded, 2, 5), (intent.State, intent.Generation, intent.Attempts));
        Assert.Equal(1, await harness.CountCustomersAsync());
    }

    [Fact]
    public async Task Sweep_StripeCannotTell_LeavesItToAPersonWithAFinding()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        harness.Faults.Plan(StripeFault.TimeoutAfter, StripeFault.TimeoutAfter);
        var outcome = await harness.Get<StripeIntents>().RunAsync(harness.PlanCustomer(stamped: false), Cancellation);

        harness.Clock.Advance(IntentKey.Lifetime);
        await harness.SweepUntilQuietAsync(Cancellation);

        Assert.Equal(IntentState.NeedsHuman, (await harness.IntentAsync(outcome.Intent.Id, Cancellation)).State);
        Assert.Equal(
            ("intent_needs_human", outcome.Intent.Id.ToString(), "hold"),
            await harness.QuerySingleAsync<(string, string, string)>("select kind, object_id, policy from reconcile_findings", null, Cancellation));
    }

    [Fact]
    public async Task Send_LateOwnerAfterItsLeaseWasTakenOver_RecordsNothing()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var intent = await harness.StoreAsync(harness.PlanCustomer(), Cancellation);
        var intents = harness.Get<StripeIntents>();
        harness.Faults.Plan(StripeFault.StallAfter);

        var late = intents.SendAsync(intent, Cancellation);
        await harness.Faults.Stalled.WaitAsync(Cancellation);
        Assert.Equal(IntentState.Sending, (await intents.SendAsync(intent, Cancellation)).Intent.State);
        Assert.Single(harness.Faults.Sent);
        await harness.ExpireLeasesAsync(Cancellation);
        var taken = await intents.SendAsync(intent, Cancellation);
        var fence = (await harness.IntentAsync(intent.Id, Cancellation)).FencingToken;
        harness.Faults.Release();
        await late;

        var stored = await harness.IntentAsync(intent.Id, Cancellation);
        Assert.Equal((IntentState.Succeeded, taken.Intent.StripeObjectId, fence, 2), (stored.State, stored.StripeObjectId, stored.FencingToken, stored.Attempts));
        Assert.Equal(1, await harness.CountCustomersAsync());
        Assert.Equal(2, await harness.QuerySingleAsync<int>("select count(*)::int from stripe_attempts where outcome = 'succeeded'", null, Cancellation));
    }

    [Fact]
    public async Task Run_SameDecisionEightTimesAtOnce_IsOneIntentWithOneEffect()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => harness.Get<StripeIntents>().RunAsync(harness.PlanCustomer(), Cancellation)));
        await harness.SweepUntilQuietAsync(Cancellation);

        Assert.Single(outcomes.Select(outcome => outcome.Intent.Id).Distinct());
        Assert.Equal(1, await harness.CountCustomersAsync());
    }
}
