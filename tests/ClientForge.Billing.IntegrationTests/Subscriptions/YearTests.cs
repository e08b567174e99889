using ClientForge.Billing.IntegrationTests.Campaigns;

namespace ClientForge.Billing.IntegrationTests.Subscriptions;

/// <summary>A slice of the campaign whose whole is run by its own command; see the documentation of the tests.</summary>
public sealed class YearTests(UnlimitedWorld world) : IClassFixture<UnlimitedWorld>
{
    [Fact]
    public async Task ThreeMonths_OfRandomCommands_LeaveBothSidesEqualAndPeriodsTiled()
    {
        var campaign = new YearCampaign(world, seed: 7);

        await campaign.RunAsync(tenants: 8, months: 3);

        Assert.True(campaign.Commands.Done > campaign.Commands.Sent / 3, $"{campaign.Commands}");
    }
}
