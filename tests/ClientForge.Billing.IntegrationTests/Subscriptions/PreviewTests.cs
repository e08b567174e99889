using ClientForge.Billing.IntegrationTests.Campaigns;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Subscriptions;

/// <summary>A slice of the campaign whose whole is run by its own command; see the documentation of the tests.</summary>
public sealed class PreviewTests(TestDatabases databases)
{
    private const int Cases = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Preview_ThenTheChangeWithItsToken_ChargesTheSame(int seed)
    {
        await using var world = await ServiceHarness.StartAsync(databases, TestContext.Current.CancellationToken);
        var campaign = new PreviewCampaign(world, seed);

        await campaign.RunAsync(Cases);

        Assert.InRange(campaign.Done.Compared, Cases - 2, Cases);
        Assert.True(campaign.Done.Invoiced > Cases / 3, $"{campaign.Done.Invoiced} were invoiced at once");
    }
}
