using ClientForge.Billing.Data.Entitlements;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Hosting;

public sealed class PreparedStatementTests(TestDatabases databases)
{
    // Npgsql prepares a statement that was used five times.
    private const int TimesUntilPrepared = 6;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_ColumnsTypeChangedMeanwhile_IsReadAnew()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var entitlements = harness.Get<EntitlementRepository>();
        for (var time = 0; time < TimesUntilPrepared; time++)
            Assert.Empty(await entitlements.ListPricesAsync(Cancellation));

        await harness.ExecuteAsync("alter table plan_meters alter column limit_behavior type varchar(20)", null, Cancellation);

        Assert.Empty(await entitlements.ListPricesAsync(Cancellation));
    }
}
