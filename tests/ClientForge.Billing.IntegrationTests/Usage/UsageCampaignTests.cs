using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Usage;

/// <summary>A slice of the campaign that the simulation runs in full.</summary>
public sealed class UsageCampaignTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task ThreeMonths_RepeatedAndLateEvents_RecordedReportedAndInvoicedAlike()
    {
        using var campaign = new UsageCampaign(new UsageCampaignSettings { Seed = 1, Events = 3_000, Tenants = 2, Months = 3 }, world.Stage, [world.Api.Address]);

        await campaign.PlayAsync();
    }
}
