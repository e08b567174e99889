using ClientForge.Billing.IntegrationTests.Campaigns;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.Simulation;

/// <summary>Two thousand and more generated changes: each charges what its preview said.</summary>
public sealed class PreviewTests(TestDatabases databases)
{
    [Fact]
    public async Task Preview_ThenTheChangeWithItsToken_ChargesTheSame()
    {
        await using var world = await ServiceHarness.StartAsync(databases, TestContext.Current.CancellationToken);
        var campaign = new PreviewCampaign(world, CampaignSettings.Seed);

        await campaign.RunAsync(CampaignSettings.Count(2_100));

        TestContext.Current.TestOutputHelper?.WriteLine($"{campaign.Done.Compared} changes compared, {campaign.Done.Invoiced} of them invoiced at once, seed {CampaignSettings.Seed}");
        Assert.True(campaign.Done.Compared > CampaignSettings.Count(2_100) * 9 / 10);
    }
}
