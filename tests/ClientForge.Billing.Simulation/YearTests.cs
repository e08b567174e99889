using ClientForge.Billing.IntegrationTests.Campaigns;
using ClientForge.Billing.IntegrationTests.Subscriptions;

namespace ClientForge.Billing.Simulation;

/// <summary>Twelve months of two hundred tenants' random commands.</summary>
public sealed class YearTests(UnlimitedWorld world) : IClassFixture<UnlimitedWorld>
{
    private const int Months = 12;

    [Fact]
    public async Task TwelveMonths_OfRandomCommands_LeaveBothSidesEqualAndPeriodsTiled()
    {
        var campaign = new YearCampaign(world, CampaignSettings.Seed);

        await campaign.RunAsync(CampaignSettings.Count(200), Months);

        TestContext.Current.TestOutputHelper?.WriteLine($"{campaign.Commands.Sent} commands, {campaign.Commands.Done} of them done, seed {CampaignSettings.Seed}");
        Assert.True(campaign.Commands.Done > campaign.Commands.Sent / 3);
    }
}
