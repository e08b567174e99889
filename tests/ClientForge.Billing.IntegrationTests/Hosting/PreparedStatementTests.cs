using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Entitlements;
using ClientForge.Billing.Data.RateLimits;
using ClientForge.Billing.IntegrationTests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

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

    [Fact]
    public async Task Statement_ThatFailsInItsTrip_LeavesAConnectionThatWorks()
    {
        var test = await databases.CreateAsync(Cancellation);
        await using var services = new ServiceCollection()
            .AddBillingData(new NpgsqlConnectionStringBuilder(test.ConnectionString) { MaxPoolSize = 1 }.ConnectionString)
            .BuildServiceProvider();

        await Assert.ThrowsAsync<PostgresException>(() => services.GetRequiredService<Database>().TouchOneAsync<RateLimitDecision>(
            "select true as admitted, (1 / 0)::float8 as tokens", [], Cancellation));

        Assert.True((await services.GetRequiredService<RateLimitRepository>().TakeAsync("trip", 10, 1, 1, Cancellation)).Admitted);
    }
}
