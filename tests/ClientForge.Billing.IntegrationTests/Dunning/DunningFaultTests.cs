using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.IntegrationTests.Intents;
using ClientForge.Billing.Services.Dunning;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.IntegrationTests.Dunning;

public sealed class DunningFaultTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StripeFault.TimeoutBefore)]
    [InlineData(StripeFault.TimeoutAfter)]
    public async Task Retry_StripeStaysSilent_EndsOnceItsIntentIsResolvedAndMovesTheScheduleOnce(StripeFault fault)
    {
        await using var world = await DunningWorld.StartAsync(databases);
        world.Harness.Faults.Plan(fault, fault);

        await world.RunToAsync(TimeSpan.FromDays(1));
        Assert.Equal((PaymentTryStatus.Unknown, 1), ((await world.TriesAsync())[^1].Status, (await world.CaseAsync()).Step));
        await world.Harness.SweepUntilQuietAsync(Cancellation);
        await world.Harness.Job("payment-retry").RunAsync(Cancellation);
        await world.Harness.Job("payment-retry").RunAsync(Cancellation);

        var item = await world.CaseAsync();
        Assert.Equal((2, 2, ServiceHarness.Start.AddDays(3)), (item.Step, item.Attempts, item.NextRetryAt));
        Assert.Equal(["failed", "failed"], (await world.TriesAsync()).Select(row => row.Status));
    }

    [Fact]
    public async Task Retry_ProcessDiesAfterTheMoneyMoved_ChargesOnceAndCloses()
    {
        await using var world = await DunningWorld.StartAsync(databases);
        await world.UseCardAsync("pm_card_visa");
        world.Harness.Faults.Plan(StripeFault.CrashAfter);

        await world.RunToAsync(TimeSpan.FromDays(1));
        await world.Harness.ExpireLeasesAsync(Cancellation);
        await world.RunToAsync(TimeSpan.FromDays(4));

        Assert.Equal(1, (await world.LedgerAsync()).Charged);
        Assert.Equal(("paid", "active"), ((await world.CaseAsync()).CloseReason, await world.AccountAsync()));
    }

    [Fact]
    public async Task Pay_EverybodyAtOnce_ChargesOnce()
    {
        await using var world = await DunningWorld.StartAsync(databases);
        await world.UseCardAsync("pm_card_visa");
        world.Harness.Clock.Advance(TimeSpan.FromDays(1));

        await Task.WhenAll(
            [.. Enumerable.Range(0, 4).Select(number => TryAsync(() => world.Harness.Get<InvoicePayments>().PayAsync(
                DunningScheduleTests.Order(world, PaymentTrigger.Customer, $"customer:{number}"), Cancellation))),
                .. Enumerable.Range(0, 3).Select(_ => TryAsync(() => world.Dunning.RetryPaymentAsync(world.InvoiceId, 2, Cancellation)))]);
        await world.SyncAsync();

        Assert.Equal(1, (await world.LedgerAsync()).Charged);
        Assert.Equal("paid", (await world.CaseAsync()).CloseReason);
    }

    [Fact]
    public async Task RetryNow_ByOps_LogsReasonAndLeavesTheScheduleAlone()
    {
        await using var world = await DunningWorld.StartAsync(databases);

        var declined = await Assert.ThrowsAsync<BillingException>(() => world.Dunning.RetryNowAsync(world.InvoiceId, "op-1", "customer called", "ops:jo", Cancellation));
        await world.UseCardAsync("pm_card_visa");
        var paid = await world.Dunning.RetryNowAsync(world.InvoiceId, "op-2", "customer called again", "ops:jo", Cancellation);
        var closed = await Assert.ThrowsAsync<BillingException>(() => world.Dunning.RetryNowAsync(world.InvoiceId, "op-3", "once more", "ops:jo", Cancellation));

        Assert.Equal((BillingErrorKind.CardDeclined, "generic_decline"), (declined.Kind, declined.DeclineCode));
        Assert.Equal((PaymentTryStatus.Succeeded, PaymentTrigger.Ops, "ops:jo", "customer called again"), (paid.Status, paid.Trigger, paid.Actor, paid.Reason));
        Assert.Equal("invoice_not_open", closed.Code);
        Assert.Equal(1, (await world.LedgerAsync()).Charged);
    }

    [Fact]
    public async Task Ops_SuspendsAndReactivates_AuditedAndMailedEachOnce()
    {
        await using var world = await DunningWorld.StartAsync(databases);

        await world.Dunning.SuspendAccountAsync(world.TenantId, "abuse", "ops:jo", Cancellation);
        Assert.Equal("suspended", await world.AccountAsync());
        await world.Dunning.ReactivateAccountAsync(world.TenantId, "settled", "ops:jo", Cancellation);

        Assert.Equal("past_due", await world.AccountAsync());
        Assert.Equal(
            [("account.suspended", "abuse"), ("account.reactivated", "settled")],
            await world.Harness.QueryAsync<(string, string)>("select action, reason from audit_log where actor = 'ops:jo' order by xid", null, Cancellation));
        Assert.Equal(
            ["account_reactivated", "account_suspended", "payment_failed"],
            await world.Harness.QueryAsync<string>("select template from outbox_messages order by template", null, Cancellation));
    }

    [Fact]
    public async Task Ops_ForgivesASuspension_StaysInForceWhileThatCaseIsOpen()
    {
        await using var world = await DunningWorld.StartAsync(databases);
        await world.RunToAsync(TimeSpan.FromDays(8));

        await world.Dunning.ReactivateAccountAsync(world.TenantId, "goodwill", "ops:jo", Cancellation);
        await world.Harness.Job("payment-retry").RunAsync(Cancellation);
        await world.Dunning.HandleFailedPaymentAsync(world.InvoiceId, Cancellation);

        Assert.Equal("past_due", await world.AccountAsync());
    }

    [Fact]
    public async Task Account_UnknownTenant_IsNotFound()
    {
        await using var world = await DunningWorld.StartAsync(databases);

        var error = await Assert.ThrowsAsync<BillingException>(() => world.Dunning.SuspendAccountAsync(world.InvoiceId, "abuse", "ops:jo", Cancellation));

        Assert.Equal((BillingErrorKind.NotFound, "tenant_not_found"), (error.Kind, error.Code));
    }

    private static async Task TryAsync(Func<Task> pay)
    {
        try
        {
            await pay();
        }
        catch (BillingException e) when (e.Code is "operation_in_progress" or "stripe_outcome_unknown")
        {
            // Somebody else was first; that is what the test is about.
        }
    }
}
