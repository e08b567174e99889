using System.Net;
using ClientForge.Billing.Data.Reconciliation;
using ClientForge.Billing.IntegrationTests.Dunning;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Reconciliation;

namespace ClientForge.Billing.IntegrationTests.Reconciliation;

public sealed class ReconciliationTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_InvoiceChangedWithoutAHint_IsHealedAndFiledAndTheSecondRunFindsNothing()
    {
        await using var world = await StartAsync();
        (await world.Harness.Stripe.PostAsync($"invoices/{world.StripeInvoice}/void")).Expect(HttpStatusCode.OK);
        world.Harness.Clock.Advance(TimeSpan.FromDays(2));

        await world.Harness.Job("reconciliation").RunAsync(Cancellation);
        world.Harness.Clock.Advance(TimeSpan.FromDays(2));
        await world.Harness.Job("reconciliation").RunAsync(Cancellation);

        var finding = await world.Harness.QuerySingleAsync<(string Kind, string Object, string Was, string Is, string Resolution)>(
            "select kind, object_id, actual ->> 'status', expected ->> 'status', resolution from reconcile_findings", null, Cancellation);
        Assert.Equal((ReconciliationRun.DriftKind, world.StripeInvoice, "open", "void", "read again"), finding);
        Assert.Equal("voided", (await world.CaseAsync()).CloseReason);
    }

    [Fact]
    public async Task Run_NothingChanged_FilesNothing()
    {
        await using var world = await StartAsync();
        world.Harness.Clock.Advance(TimeSpan.FromDays(2));

        var report = await world.Harness.Job("reconciliation").RunAsync(Cancellation);

        Assert.Equal((1, 0), (report.Done, report.Failed));
        Assert.Empty(await world.Harness.QueryAsync<string>("select kind from reconcile_findings", null, Cancellation));
    }

    [Fact]
    public async Task Run_ObjectReadWithinTheDay_IsNotReadAgain()
    {
        await using var world = await StartAsync();
        world.Harness.Clock.Advance(TimeSpan.FromHours(23));

        Assert.Equal(0, (await world.Harness.Job("reconciliation").RunAsync(Cancellation)).Done);
    }

    [Fact]
    public async Task Figures_StaleObject_CountsItAsNotCompared()
    {
        await using var world = await StartAsync();
        var service = world.Harness.Get<ReconciliationService>();

        var fresh = await service.GetFiguresAsync(Cancellation);
        world.Harness.Clock.Advance(TimeSpan.FromDays(2));
        var stale = await service.GetFiguresAsync(Cancellation);

        Assert.Equal((1, 1, 0), (fresh.LiveObjects, fresh.ComparedObjects, fresh.OpenFindings));
        Assert.Equal((1, 0), (stale.LiveObjects, stale.ComparedObjects));
    }

    [Fact]
    public async Task Heal_FindingAboutAnInvoice_ResolvesItOnceAndHasTheInvoiceReadAgain()
    {
        await using var world = await StartAsync();
        var id = Guid.CreateVersion7(ServiceHarness.Start);
        await world.Harness.Database.AsSystemAsync(
            work => world.Harness.Get<FindingRepository>().FileAsync(work, new FindingRow
            {
                TenantId = world.TenantId,
                Id = id,
                Kind = "invariant:010_paid_means_paid",
                ObjectType = "invoice",
                ObjectId = world.InvoiceId.ToString(),
                Policy = "hold",
                FirstSeen = ServiceHarness.Start,
            }),
            Cancellation);
        var service = world.Harness.Get<ReconciliationService>();

        var healed = await service.HealAsync(id, "looked at it", "ops:jo", Cancellation);
        var again = await Assert.ThrowsAsync<BillingException>(() => service.HealAsync(id, "again", "ops:jo", Cancellation));

        Assert.Equal(("looked at it", "finding_resolved"), (healed.Resolution, again.Code));
        Assert.Equal(1, await world.Harness.QuerySingleAsync<int>("select count(*)::int from stripe_object_sync where next_at is not null", null, Cancellation));
        Assert.Equal("ops:jo", await world.Harness.QuerySingleAsync<string>("select actor from audit_log where action = 'finding.resolved'", null, Cancellation));
    }

    // Only the invoice is mirrored here, so the customer is left out of what is compared.
    private async Task<DunningWorld> StartAsync()
    {
        var world = await DunningWorld.StartAsync(databases);
        await world.Harness.ExecuteAsync("update billing_customers set deleted_at = now()", null, Cancellation);
        return world;
    }
}
