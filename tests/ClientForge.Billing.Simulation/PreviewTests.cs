using ClientForge.Billing.IntegrationTests.Campaigns;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.Simulation;

/// <summary>Two thousand and more generated changes: each charges what its preview said.</summary>
public sealed class PreviewTests(TestDatabases databases)
{
    // Every case walks months ahead: a world of its own for so many keeps their years near ours.
    private const int CasesOfAWorld = 60;

    [Fact]
    public async Task Preview_ThenTheChangeWithItsToken_ChargesTheSame()
    {
        var count = CampaignSettings.Count(2_200);
        var (compared, invoiced) = (0, 0);
        for (var done = 0; done < count; done += CasesOfAWorld)
        {
            await using var world = await ServiceHarness.StartAsync(databases, TestContext.Current.CancellationToken);
            var campaign = new PreviewCampaign(world, CampaignSettings.Seed + done);
            await campaign.RunAsync(Math.Min(CasesOfAWorld, count - done));
            (compared, invoiced) = (compared + campaign.Done.Compared, invoiced + campaign.Done.Invoiced);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{compared} changes compared, {invoiced} of them invoiced at once, seed {CampaignSettings.Seed}");
        Assert.True(compared > count * 9 / 10);
    }
}
