using System.Net;
using System.Net.Http.Headers;
using ClientForge.Billing.IntegrationTests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.IntegrationTests.Webhooks;

public sealed class WebhookHttpTests(TestDatabases databases)
{
    private const string Route = "/api/v1/billing/webhooks/stripe";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_SignedEventWithoutToken_IsStoredAnd200()
    {
        await using var api = await TestApi.StartAsync(await databases.CreateAsync(Cancellation));

        var answer = await PostAsync(api, SignedEvent.Invoice("evt_1", "in_1"), TestApi.WebhookSecret);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task Post_ForeignSignature_Is400WithAStableCode()
    {
        await using var api = await TestApi.StartAsync(await databases.CreateAsync(Cancellation));

        var answer = await PostAsync(api, SignedEvent.Invoice("evt_1", "in_1"), "whsec_foreign");

        Assert.Equal((HttpStatusCode.BadRequest, "webhook_signature_invalid"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_BodyAboveTheLimit_Is413(bool chunked)
    {
        await using var api = await TestApi.StartAsync(await databases.CreateAsync(Cancellation));

        var answer = await PostAsync(api, new byte[(512 * 1024) + 1], TestApi.WebhookSecret, chunked);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
    }

    [Fact]
    public async Task Post_BodyAtTheLimit_IsRead()
    {
        await using var api = await TestApi.StartAsync(await databases.CreateAsync(Cancellation));
        var text = """{"id":"evt_1","type":"novelty.made","filler":""" + '"' + new string('x', 512 * 1024) + "\"}";
        var body = System.Text.Encoding.UTF8.GetBytes(text.Remove(60, text.Length - (512 * 1024)));

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(api, body, TestApi.WebhookSecret)).Status);
    }

    private static async Task<Answer> PostAsync(TestApi api, byte[] body, string secret, bool chunked = false)
    {
        var now = api.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, Route) { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.Add("Stripe-Signature", SignedEvent.Header(body, secret, now));
        return await Answer.ReadAsync(await api.Anonymous.SendAsync(request, Cancellation), Cancellation);
    }
}
