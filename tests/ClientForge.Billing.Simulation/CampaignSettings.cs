using System.Globalization;
using ClientForge.Billing.IntegrationTests.Fixtures;

[assembly: AssemblyFixture(typeof(TestDatabases))]

namespace ClientForge.Billing.Simulation;

/// <summary>What a campaign is told by its environment: <c>SIMULATION_SEED</c> and <c>SIMULATION_COUNT</c>.</summary>
internal static class CampaignSettings
{
    /// <summary>1 unless told otherwise.</summary>
    public static int Seed => Read("SIMULATION_SEED") ?? 1;

    public static int Count(int usual) => Read("SIMULATION_COUNT") ?? usual;

    private static int? Read(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
