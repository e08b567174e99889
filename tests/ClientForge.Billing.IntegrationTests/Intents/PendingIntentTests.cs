using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.StripeApi;
using ClientForge.Billing.Services.StripeApi.ReadBacks;

namespace ClientForge.Billing.IntegrationTests.Intents;

public sealed class PendingIntentTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ResolvePending_StripeStaysSilent_RefusesTheNextCommand()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var tenantId = await PlanForTenantAsync(harness);
        harness.Faults.Plan(StripeFault.TimeoutBefore);

        var error = await Assert.ThrowsAsync<BillingException>(() => harness.Get<IntentResolver>().ResolvePendingAsync(tenantId, "customer.", Cancellation));

        Assert.Equal((BillingErrorKind.Conflict, "operation_in_progress"), (error.Kind, error.Code));
    }

    [Fact]
    public async Task ResolvePending_StripeAnswers_LetsTheNextCommandThrough()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var tenantId = await PlanForTenantAsync(harness);

        await harness.Get<IntentResolver>().ResolvePendingAsync(tenantId, "customer.", Cancellation);

        Assert.Equal(1, await harness.CountCustomersAsync());
        Assert.Equal(IntentState.Succeeded, await harness.QuerySingleAsync<string>("select state from stripe_intents", null, Cancellation));
    }

    [Theory]
    [InlineData("subscription.", "")]
    [InlineData("customer.", "other")]
    public async Task ResolvePending_AnotherAggregate_TouchesNothing(string kindPrefix, string keyPrefix)
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var tenantId = await PlanForTenantAsync(harness);

        await harness.Get<IntentResolver>().ResolvePendingAsync(tenantId, kindPrefix, keyPrefix, Cancellation);

        Assert.Empty(harness.Faults.Sent);
    }

    [Fact]
    public async Task EnsureNothingPending_OnlyTheDecisionItselfIsOpen_Passes()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var tenantId = await PlanForTenantAsync(harness);
        var resolver = harness.Get<IntentResolver>();

        await harness.Database.InTenantAsync(tenantId, work => resolver.EnsureNothingPendingAsync(work, tenantId, "customer.", "first"), Cancellation);
        var error = await Assert.ThrowsAsync<BillingException>(() => harness.Database.InTenantAsync(
            tenantId, work => resolver.EnsureNothingPendingAsync(work, tenantId, "customer.", "second"), Cancellation));

        Assert.Equal("operation_in_progress", error.Code);
    }

    [Fact]
    public async Task StripeRead_InsideAUnitOfWork_IsAFault()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var reader = harness.Get<StripeReader>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Database.AsSystemAsync(_ => reader.FindAsync("/v1/customers/cus_1", Cancellation), Cancellation));
    }

    private static async Task<Guid> PlanForTenantAsync(ServiceHarness harness)
    {
        var tenantId = await harness.AddTenantAsync(Cancellation);
        var plan = harness.PlanCustomer() with { TenantId = tenantId };
        await harness.Database.InTenantAsync(tenantId, work => harness.Get<StripeIntents>().PlanAsync(work, plan), Cancellation);
        return tenantId;
    }
}
