namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>Every kind of object the sandbox serves has the shape of Stripe's published sample.</summary>
public sealed class SampleWalkTests
{
    [Fact]
    public async Task EveryServedObject_HasTheKeysAndKindsOfItsSample()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var world = new SampleWorld(sandbox);
        await world.BuildAsync();

        var served = world.Answers.SelectMany(SampleShapes.Objects).ToLookup(found => found.Name, found => found.Object);

        Assert.Equal([], SampleShapes.Samples.Keys.Except(served.Select(group => group.Key)));
        Assert.Equal([], served.SelectMany(group => group.SelectMany(item => SampleShapes.Differences(group.Key, SampleShapes.Samples[group.Key], item))).Distinct().Order());
    }
}
