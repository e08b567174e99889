using ClientForge.Billing.Data.Entitlements;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.Services.Entitlements;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.IntegrationTests.Entitlements;

public sealed class MeteredPricesTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_PriceMadeJustAfterAForeignOneWasAskedFor_IsFound()
    {
        var prices = new MeteredPrices(world.Api.Services.GetRequiredService<EntitlementRepository>(), new StoppedTime());
        Assert.Null(await prices.FindAsync("price_of_others", Cancellation));
        await using var connection = await world.Database.OpenAsAdminAsync(Cancellation);
        await connection.ExecuteAsync(
            """
            insert into plan_meters (id, plan_id, metric, currency, interval, included, unit_amount_decimal, stripe_price_id, active, created_at)
            select gen_random_uuid(), plan_id, metric, currency, interval, 7, 1, 'price_made_later', false, created_at from plan_meters limit 1
            """);

        var found = await prices.FindAsync("price_made_later", Cancellation);

        Assert.Equal(7, found?.Included);
        Assert.Null(await prices.FindAsync("price_of_others", Cancellation));
    }

    private sealed class StoppedTime : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
