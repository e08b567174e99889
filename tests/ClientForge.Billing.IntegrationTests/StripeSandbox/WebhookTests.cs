using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>Signed deliveries, retries on the sandbox's clock, the plan of disturbances.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private SandboxServer _sandbox = null!;
    private WebhookReceiver _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxServer.StartAsync(webhookSecret: "whsec_shared");
        _receiver = await WebhookReceiver.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task Endpoint_SecretIsShownOnce()
    {
        var endpoint = await Listen("*");
        Assert.StartsWith("whsec_", endpoint.GetProperty("secret").GetString(), StringComparison.Ordinal);
        var read = await _sandbox.GetAsync("/v1/webhook_endpoints/" + endpoint.GetProperty("id").GetString());
        Assert.False(read.Body.TryGetProperty("secret", out _));
    }

    [Fact]
    public async Task Delivery_IsSignedAndFiltered()
    {
        await Listen("customer.updated");
        var customer = await _sandbox.CreateIdAsync("/v1/customers", "name=A");
        await _sandbox.CreateAsync("/v1/customers/" + customer, "name=B&address[city]=Rome");
        await Settle();
        var delivery = Assert.Single(_receiver.Deliveries);
        var parts = delivery.Signature.Split(',').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes("whsec_shared"), Encoding.UTF8.GetBytes($"{parts["t"]}.{delivery.Body}"));
        Assert.Equal(Convert.ToHexStringLower(expected), parts["v1"]);
        var happened = JsonDocument.Parse(delivery.Body).RootElement;
        Assert.Equal("2026-07-29.dahlia", happened.GetProperty("api_version").GetString());
        Assert.Equal("""{"address":null,"name":"A"}""", JsonSerializer.Serialize(happened.GetProperty("data").GetProperty("previous_attributes")));
        Assert.StartsWith("req_", happened.GetProperty("request").GetProperty("id").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delivery_Refused_IsRetriedOnTheClockUntilTaken()
    {
        await Listen("*");
        _receiver.Status = 500;
        await _sandbox.CreateIdAsync("/v1/customers");
        await Settle();
        Assert.Single(_receiver.Deliveries);
        Assert.Equal(1, await Pending());
        await _sandbox.ControlAsync(HttpMethod.Post, "/clock", new { seconds = 31 });
        Assert.Equal(2, _receiver.Deliveries.Count);
        _receiver.Status = 200;
        await _sandbox.ControlAsync(HttpMethod.Post, "/clock", new { seconds = 121 });
        Assert.Equal(3, _receiver.Deliveries.Count);
        Assert.Equal(0, await Pending());
        await _sandbox.ControlAsync(HttpMethod.Post, "/clock", new { seconds = 86_400 });
        Assert.Equal(3, _receiver.Deliveries.Count);
    }

    [Fact]
    public async Task Delivery_ManyEvents_ComeInOrder()
    {
        await Listen("*");
        for (var i = 0; i < 20; i++)
            await _sandbox.CreateIdAsync("/v1/customers", "name=" + i);
        await Settle();
        var names = _receiver.Deliveries.Select(delivery =>
            JsonDocument.Parse(delivery.Body).RootElement.GetProperty("data").GetProperty("object").GetProperty("name").GetString());
        Assert.Equal(Enumerable.Range(0, 20).Select(i => i.ToString()), names);
    }

    [Fact]
    public async Task Plan_DuplicateAndDrop_AreObeyed()
    {
        await Listen("*");
        await _sandbox.ControlAsync(HttpMethod.Post, "/webhooks", new { duplicate = 1, seed = 7 });
        await _sandbox.CreateIdAsync("/v1/customers");
        await Settle();
        Assert.Equal(2, _receiver.Deliveries.Count);
        Assert.Single(_receiver.Deliveries.Select(delivery => delivery.Body.Length > 0 ? JsonDocument.Parse(delivery.Body).RootElement.GetProperty("id").GetString() : null).Distinct());
        await _sandbox.ControlAsync(HttpMethod.Post, "/webhooks", new { drop = 1 });
        await _sandbox.CreateIdAsync("/v1/customers");
        await Settle();
        Assert.Equal(2, _receiver.Deliveries.Count);
        await _sandbox.ControlAsync(HttpMethod.Post, "/webhooks", new { drop = 0 });
        await _sandbox.CreateIdAsync("/v1/customers");
        await Settle();
        Assert.Equal(3, _receiver.Deliveries.Count);
    }

    [Fact]
    public async Task Plan_Delay_WaitsOnTheClock()
    {
        await Listen("*");
        await _sandbox.ControlAsync(HttpMethod.Post, "/webhooks", new { delaySeconds = 600 });
        await _sandbox.CreateIdAsync("/v1/customers");
        await _sandbox.ControlAsync(HttpMethod.Post, "/clock", new { seconds = 300 });
        Assert.Empty(_receiver.Deliveries);
        await _sandbox.ControlAsync(HttpMethod.Post, "/clock", new { seconds = 301 });
        Assert.Single(_receiver.Deliveries);
    }

    [Fact]
    public async Task Events_ByDeliverySuccess_TellTheWaitingFromTheTaken()
    {
        await Listen("product.created");
        await Listen("customer.created");
        await _sandbox.CreateIdAsync("/v1/customers");
        await Settle();
        _receiver.Status = 500;
        await _sandbox.CreateIdAsync("/v1/products", "name=P");
        await Settle();
        Assert.Equal(["product.created"], await ByDelivery("false"));
        Assert.Equal(["customer.created"], await ByDelivery("true"));
    }

    [Fact]
    public async Task Endpoint_DisabledOrDeleted_IsTriedNoMore()
    {
        var endpoint = await Listen("*");
        _receiver.Status = 500;
        await _sandbox.CreateIdAsync("/v1/customers");
        await Settle();
        await _sandbox.CreateAsync("/v1/webhook_endpoints/" + endpoint.GetProperty("id").GetString(), "disabled=true");
        await _sandbox.ControlAsync(HttpMethod.Post, "/clock", new { seconds = 4 * 86_400 });
        Assert.Single(_receiver.Deliveries);
    }

    private async Task<string[]> ByDelivery(string success) =>
        [.. (await _sandbox.GetAsync("/v1/events?delivery_success=" + success)).Body.Items("data").Select(happened => happened.Text("type"))];

    [Fact]
    public async Task Resend_SendsTheSameEventAgain()
    {
        await Listen("*");
        await _sandbox.CreateIdAsync("/v1/customers");
        await Settle();
        var id = (await _sandbox.GetAsync("/v1/events")).Body.GetProperty("data")[0].GetProperty("id").GetString();
        await _sandbox.ControlAsync(HttpMethod.Post, $"/events/{id}/resend", new { });
        await Settle();
        Assert.Equal(2, _receiver.Deliveries.Count(delivery => delivery.Body.Contains(id!, StringComparison.Ordinal)));
    }

    private Task<JsonElement> Listen(string types) =>
        _sandbox.CreateAsync("/v1/webhook_endpoints", $"url={Uri.EscapeDataString(_receiver.Url)}&enabled_events[]={types}");

    /// <summary>An advance of nothing ends when every due delivery has been answered.</summary>
    private Task<JsonElement> Settle() => _sandbox.ControlAsync(HttpMethod.Post, "/clock", new { seconds = 0 });

    private async Task<int> Pending() => (await _sandbox.GetAsync("/v1/events")).Body.GetProperty("data")[0].GetProperty("pending_webhooks").GetInt32();
}
