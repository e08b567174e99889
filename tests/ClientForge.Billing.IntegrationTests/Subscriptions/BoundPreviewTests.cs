using System.Net;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Subscriptions;

/// <summary>A preview's token holds its price: the change is made at it, or refused with the price as it is now.</summary>
public sealed class BoundPreviewTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task Put_WithToken_BillsTheVeryLines()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync(quantity: 3);
        await world.AdvanceAsync(TimeSpan.FromDays(11));
        var preview = await PreviewAsync(tenant, new { planId = await tenant.PlanIdAsync("Professional"), prorationBehavior = "always_invoice" });
        await world.AdvanceAsync(TimeSpan.FromMinutes(9));

        var after = (await tenant.Admin.PutAsync("subscription", new { previewToken = preview["previewToken"] })).Expect(HttpStatusCode.OK);

        Assert.Equal("Professional", after["plan.name"].GetString());
        var invoice = (await StripeSide.InvoicesAsync(world, before))[0];
        Assert.Equal(preview["amountDue"].GetInt64(), invoice.LongAt("amount_paid"));
        Assert.Equal(Lines(preview.Body, "lines"), Lines(invoice, "lines.data"));
    }

    [Fact]
    public async Task Put_WithExpiredToken_IsRefusedWithTheNewPrice()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        await world.AdvanceAsync(TimeSpan.FromDays(3));
        var preview = await PreviewAsync(tenant, new { quantity = 4, prorationBehavior = "always_invoice" });
        await world.AdvanceAsync(TimeSpan.FromMinutes(11));

        var refused = await tenant.Admin.PutAsync("subscription", new { previewToken = preview["previewToken"] });

        await AssertMovedAsync(tenant, refused, quantity: 1);
        var again = (await tenant.Admin.PutAsync("subscription", new { previewToken = refused["preview.previewToken"] })).Expect(HttpStatusCode.OK);
        Assert.Equal(4, again["quantity"].GetInt64());
    }

    [Fact]
    public async Task Put_AfterAnotherChange_IsRefusedAndChangesNothing()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        var preview = await PreviewAsync(tenant, new { quantity = 4, prorationBehavior = "always_invoice" });
        (await tenant.Admin.PostAsync("subscription/seats", new { quantity = 2 })).Expect(HttpStatusCode.OK);

        var refused = await tenant.Admin.PutAsync("subscription", new { previewToken = preview["previewToken"] });

        await AssertMovedAsync(tenant, refused, quantity: 2);
    }

    [Fact]
    public async Task Put_WithForeignMismatchedOrUnknownToken_Is422()
    {
        var tenant = await world.CreateTenantAsync();
        var stranger = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        await stranger.SubscribeAsync();
        var token = (await PreviewAsync(tenant, new { quantity = 4 }))["previewToken"];

        Assert.Equal("preview_token_not_found", (await stranger.Admin.PutAsync("subscription", new { previewToken = token })).Expect(HttpStatusCode.UnprocessableEntity).Code);
        Assert.Equal("preview_token_mismatch", (await tenant.Admin.PutAsync("subscription", new { previewToken = token, quantity = 5 })).Expect(HttpStatusCode.UnprocessableEntity).Code);
        Assert.Equal("preview_token_not_found", (await tenant.Admin.PutAsync("subscription", new { previewToken = Guid.Empty })).Expect(HttpStatusCode.UnprocessableEntity).Code);
        (await tenant.Admin.PutAsync("subscription", new { previewToken = token, quantity = 4 })).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Put_RepeatedWithItsKey_IsMadeOnce()
    {
        var tenant = await world.CreateTenantAsync();
        var before = await tenant.SubscribeAsync();
        await world.AdvanceAsync(TimeSpan.FromDays(1));
        var preview = await PreviewAsync(tenant, new { quantity = 7, prorationBehavior = "always_invoice" });
        var body = new { previewToken = preview["previewToken"] };

        var first = (await tenant.Admin.PutAsync("subscription", body, "bound-once")).Expect(HttpStatusCode.OK);
        var second = (await tenant.Admin.PutAsync("subscription", body, "bound-once")).Expect(HttpStatusCode.OK);

        Assert.Equal(first.Text, second.Text);
        Assert.Equal(2, (await StripeSide.InvoicesAsync(world, before)).Count);
    }

    private static async Task AssertMovedAsync(TestTenant tenant, Answer refused, int quantity)
    {
        Assert.Equal((HttpStatusCode.Conflict, "price_moved"), (refused.Status, refused.Code));
        Assert.True(refused["preview.lines"].GetArrayLength() > 0);
        Assert.NotEqual(JsonValueKind.Null, refused["preview.previewToken"].ValueKind);
        Assert.Equal(quantity, (await tenant.SubscriptionAsync()).LongAt("quantity"));
    }

    private static async Task<Answer> PreviewAsync(TestTenant tenant, object change) => (await tenant.Admin.PostAsync("subscription/preview", change)).Expect(HttpStatusCode.OK);

    private static IEnumerable<(string?, long)> Lines(JsonElement of, string path) =>
        of.At(path).EnumerateArray().Select(line => (line.StringAt("description"), line.LongAt("amount"))).Order();
}
