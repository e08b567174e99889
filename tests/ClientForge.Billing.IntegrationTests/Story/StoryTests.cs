using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Story;

/// <summary>A tenant's whole life, on a healthy stage.</summary>
public sealed class StoryTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task Story_FromTheFirstCardToTheEnd_BothSystemsAgree()
    {
        using var story = new BillingStory(world.Stage);

        await story.PlayAsync();
    }
}

/// <summary>The same life with every webhook delivered twice and out of order.</summary>
public sealed class DisorderTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task Story_WebhooksTwiceAndShuffled_EndsTheSame()
    {
        (await world.Stripe.ControlAsync(HttpMethod.Post, "webhooks", new { duplicate = 1.0, shuffle = 1.0, seed = 7 })).Expect(System.Net.HttpStatusCode.OK);
        using var story = new BillingStory(world.Stage);

        await story.PlayAsync();
    }
}
