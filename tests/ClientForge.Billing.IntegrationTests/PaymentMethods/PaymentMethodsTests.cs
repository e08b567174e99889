using System.Net;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.IntegrationTests.Subscriptions;
using Dapper;

namespace ClientForge.Billing.IntegrationTests.PaymentMethods;

public sealed class PaymentMethodsTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task Add_FirstCard_BecomesTheDefault()
    {
        var tenant = await world.CreateTenantAsync();
        var card = (await tenant.Admin.PostAsync("payment-methods", new { paymentMethodId = "pm_card_visa" })).Expect(HttpStatusCode.Created);
        Assert.Equal(("card", "visa", "4242", "active"), (card["type"].GetString(), card["brand"].GetString(), card["last4"].GetString(), card["status"].GetString()));
        Assert.True(card["isDefault"].GetBoolean());
        Assert.InRange(card["expMonth"].GetInt32(), 1, 12);

        var second = (await tenant.Admin.PostAsync("payment-methods", new { paymentMethodId = "pm_card_mastercard" })).Expect(HttpStatusCode.Created);
        Assert.False(second["isDefault"].GetBoolean());
        var list = (await tenant.Member.GetAsync("payment-methods")).Expect(HttpStatusCode.OK);
        Assert.Equal(["4444", "4242"], list["data"].EnumerateArray().Select(method => method.StringAt("last4")));
    }

    [Fact]
    public async Task Stored_CardDetails_AreCiphertext()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.AddCardAsync();
        await using var connection = await world.Database.OpenAsAdminAsync(TestContext.Current.CancellationToken);
        var row = await connection.QuerySingleAsync<(string Brand, string Last4, string Month, string Year)>(
            "select card_brand, card_last4, card_exp_month, card_exp_year from payment_methods where tenant_id = @Id", new { tenant.Id });
        Assert.All(new[] { row.Brand, row.Last4, row.Month, row.Year }, value => Assert.StartsWith("v1.test.", value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SetDefault_RepointsCustomerAndSubscription()
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync();
        var second = (await tenant.Admin.PostAsync("payment-methods", new { paymentMethodId = "pm_card_mastercard" })).Expect(HttpStatusCode.Created);
        var chosen = (await tenant.Admin.PostAsync($"payment-methods/{second["id"].GetString()}/default")).Expect(HttpStatusCode.OK);
        Assert.True(chosen["isDefault"].GetBoolean());
        var list = (await tenant.Admin.GetAsync("payment-methods")).Expect(HttpStatusCode.OK);
        Assert.Single(list["data"].EnumerateArray(), method => method.At("isDefault").GetBoolean());

        var stripeId = second["stripePaymentMethodId"].GetString();
        Assert.Equal(stripeId, (await StripeSide.SubscriptionAsync(world, subscription)).StringAt("default_payment_method"));
        var customer = Assert.Single(await StripeSide.CustomersAsync(world, tenant));
        Assert.Equal(stripeId, customer.StringAt("invoice_settings.default_payment_method"));
    }

    [Fact]
    public async Task Remove_LastOneOfARunningSubscription_Is409UntilItEnds()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        var card = (await tenant.Admin.GetAsync("payment-methods"))["data.0.id"].GetString();
        Assert.Equal("last_payment_method", (await tenant.Admin.DeleteAsync($"payment-methods/{card}")).Expect(HttpStatusCode.Conflict).Code);
        (await tenant.Admin.DeleteAsync("subscription")).Expect(HttpStatusCode.OK);
        (await tenant.Admin.DeleteAsync($"payment-methods/{card}")).Expect(HttpStatusCode.NoContent);
        Assert.Equal(0, (await tenant.Admin.GetAsync("payment-methods"))["data"].GetArrayLength());
        (await tenant.Admin.DeleteAsync($"payment-methods/{card}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Remove_DefaultBesideAnother_LeavesNoDefault()
    {
        var tenant = await world.CreateTenantAsync();
        var first = await tenant.AddCardAsync();
        (await tenant.Admin.PostAsync("payment-methods", new { paymentMethodId = "pm_card_mastercard" })).Expect(HttpStatusCode.Created);
        (await tenant.Admin.DeleteAsync($"payment-methods/{first.StringAt("id")}")).Expect(HttpStatusCode.NoContent);
        var left = Assert.Single((await tenant.Admin.GetAsync("payment-methods"))["data"].EnumerateArray());
        Assert.False(left.At("isDefault").GetBoolean());
    }

    [Theory]
    [InlineData("pm_card_visa", "succeeded")]
    [InlineData("pm_card_authenticationRequired", "requires_action")]
    public async Task Verify_AsTheBankSays(string card, string status)
    {
        var tenant = await world.CreateTenantAsync();
        var added = await tenant.AddCardAsync(card);
        var result = (await tenant.Admin.PostAsync($"payment-methods/{added.StringAt("id")}/verify")).Expect(HttpStatusCode.OK);
        Assert.Equal(status, result["status"].GetString());
        Assert.Equal(status == "requires_action", result["clientSecret"].ValueKind == JsonValueKind.String);
    }

    [Fact]
    public async Task SetUp_GivesASecretOfTheTenantsOwnCustomer()
    {
        var tenant = await world.CreateTenantAsync();
        var ticket = (await tenant.Admin.PostAsync("payment-methods/setup-intent")).Expect(HttpStatusCode.OK);
        var setup = (await world.Stripe.GetAsync($"setup_intents/{ticket["setupIntentId"].GetString()}")).Expect(HttpStatusCode.OK);
        Assert.Equal(setup["client_secret"].GetString(), ticket["clientSecret"].GetString());
        Assert.Equal(await StripeSide.CustomerIdAsync(world, tenant), setup["customer"].GetString());
    }

    [Fact]
    public async Task Add_Refused_SaysWhy()
    {
        var tenant = await world.CreateTenantAsync();
        var declined = (await tenant.Admin.PostAsync("payment-methods", new { paymentMethodId = "pm_card_chargeDeclined" })).Expect(HttpStatusCode.PaymentRequired);
        Assert.Equal("generic_decline", declined["declineCode"].GetString());
        Assert.Equal("payment_method_not_found", (await tenant.Admin.PostAsync("payment-methods", new { paymentMethodId = "pm_nobody" })).Expect(HttpStatusCode.UnprocessableEntity).Code);
        Assert.Equal("validation_failed", (await tenant.Admin.PostAsync("payment-methods", new { paymentMethodId = "../etc" })).Expect(HttpStatusCode.UnprocessableEntity).Code);
        Assert.Equal(0, (await tenant.Admin.GetAsync("payment-methods"))["data"].GetArrayLength());
    }

    [Fact]
    public async Task AnotherTenantsCard_IsNotThere()
    {
        var owner = await world.CreateTenantAsync();
        var card = await owner.AddCardAsync();
        var stranger = await world.CreateTenantAsync();
        var id = card.StringAt("id");
        (await stranger.Admin.PostAsync($"payment-methods/{id}/default")).Expect(HttpStatusCode.NotFound);
        (await stranger.Admin.PostAsync($"payment-methods/{id}/verify")).Expect(HttpStatusCode.NotFound);
        (await stranger.Admin.DeleteAsync($"payment-methods/{id}")).Expect(HttpStatusCode.NotFound);
        Assert.Equal("payment_method_not_found", (await stranger.Admin.PostAsync(
            "subscribe", new { planId = await stranger.PlanIdAsync("Basic"), paymentMethodId = id })).Expect(HttpStatusCode.UnprocessableEntity).Code);
    }
}
