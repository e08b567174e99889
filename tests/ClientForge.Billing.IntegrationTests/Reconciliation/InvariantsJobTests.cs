using ClientForge.Billing.Data.Reconciliation;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.IntegrationTests.Invariants;

namespace ClientForge.Billing.IntegrationTests.Reconciliation;

public sealed class InvariantsJobTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ViolationComesAndGoes_IsFiledOnceAndResolved()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        harness.Clock.Advance(HealthyWorld.Now - ServiceHarness.Start);
        await harness.ExecuteAsync(HealthyWorld.Sql, null, Cancellation);
        Assert.Equal(0, (await harness.Job("invariants").RunAsync(Cancellation)).Failed);

        await harness.ExecuteAsync("update payment_methods set card_last4 = '4242'", null, Cancellation);
        var first = await harness.Job("invariants").RunAsync(Cancellation);
        await harness.Job("invariants").RunAsync(Cancellation);

        Assert.Equal((Invariant.All.Count, 1), (first.Done, first.Failed));
        Assert.Equal(
            ("invariant:025_card_details_are_ciphertext", HealthyWorld.PaymentMethod, false),
            await FindingAsync(harness));
        await harness.ExecuteAsync("update payment_methods set card_last4 = 'k1:bbbb'", null, Cancellation);
        await harness.Job("invariants").RunAsync(Cancellation);
        Assert.True((await FindingAsync(harness)).Resolved);
    }

    private static Task<(string Kind, string ObjectId, bool Resolved)> FindingAsync(ServiceHarness harness) =>
        harness.QuerySingleAsync<(string, string, bool)>("select kind, object_id, resolved_at is not null from reconcile_findings", null, Cancellation);
}
