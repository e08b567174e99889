using System.Net;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.IntegrationTests.Subscriptions;

namespace ClientForge.Billing.IntegrationTests.Customers;

public sealed class AccountTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task Get_NewTenant_IsActiveAndOwesNothing()
    {
        var tenant = await world.CreateTenantAsync();
        var account = await tenant.AccountAsync();
        Assert.Equal(("active", 0), (account.StringAt("status"), account.LongAt("balance")));
        Assert.Equal(JsonValueKind.Null, account.At("dunning").ValueKind);
    }

    [Fact]
    public async Task Change_Details_ReachStripeAndComeBack()
    {
        var tenant = await world.CreateTenantAsync();
        var address = new { line1 = "Hauptstraße 1", city = "Berlin", postalCode = "10115", country = "DE" };
        var changed = (await tenant.Admin.PutAsync("account", new { email = "finance@example.com", name = "Łódź Rowing", address, taxId = "DE123456789" })).Expect(HttpStatusCode.OK);
        Assert.Equal(("finance@example.com", "Łódź Rowing", "DE123456789", "Hauptstraße 1"),
            (changed["email"].GetString(), changed["name"].GetString(), changed["taxId"].GetString(), changed["address.line1"].GetString()));
        var customer = Assert.Single(await StripeSide.CustomersAsync(world, tenant));
        var taxIds = (await world.Stripe.GetAsync($"customers/{customer.StringAt("id")}/tax_ids")).Expect(HttpStatusCode.OK);
        Assert.Equal("eu_vat", Assert.Single(taxIds["data"].EnumerateArray()).StringAt("type"));

        var without = (await tenant.Admin.PutAsync("account", new { taxId = "" })).Expect(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Null, without["taxId"].ValueKind);
        Assert.Equal("finance@example.com", without["email"].GetString());
    }

    [Fact]
    public async Task Change_TenAtOnce_MakeOneCustomer()
    {
        var tenant = await world.CreateTenantAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => tenant.Admin.PostAsync("payment-methods/setup-intent")));
        Assert.All(answers, answer => answer.Expect(HttpStatusCode.OK));
        Assert.Single(await StripeSide.CustomersAsync(world, tenant));
    }

    [Fact]
    public async Task Change_AddressOfASubscriber_ChangesTheTax()
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync();
        Assert.Equal(0, (await StripeSide.SubscriptionAsync(world, subscription)).At("default_tax_rates").GetArrayLength());
        (await tenant.Admin.PutAsync("account", new { address = new { country = "DE", city = "Berlin", postalCode = "10115" } })).Expect(HttpStatusCode.OK);
        var rate = Assert.Single((await StripeSide.SubscriptionAsync(world, subscription)).At("default_tax_rates").EnumerateArray());
        Assert.Equal(19m, rate.At("percentage").GetDecimal());
    }

    [Theory]
    [InlineData("{\"email\":\"nobody\"}", "validation_failed")]
    [InlineData("{\"address\":{\"country\":\"Germany\"}}", "validation_failed")]
    [InlineData("{\"taxId\":\"123456789\"}", "tax_id_unknown_type")]
    public async Task Change_BadInput_Is422(string body, string code)
    {
        var tenant = await world.CreateTenantAsync();
        Assert.Equal(code, (await tenant.Admin.PutAsync("account", body)).Expect(HttpStatusCode.UnprocessableEntity).Code);
    }

    [Fact]
    public async Task Deleted_AtStripe_EndsTheSubscriptionAndAllowsANewCustomer()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        (await world.Stripe.DeleteAsync($"customers/{await StripeSide.CustomerIdAsync(world, tenant)}")).Expect(HttpStatusCode.OK);
        await world.SettleAsync();
        Assert.Equal("canceled", (await tenant.SubscriptionAsync()).StringAt("status"));
        Assert.Equal(0, (await tenant.Admin.GetAsync("payment-methods"))["data"].GetArrayLength());
        Assert.Equal("active", (await tenant.SubscribeAsync()).StringAt("status"));
    }

    [Fact]
    public async Task Change_AsMember_IsForbidden()
    {
        var tenant = await world.CreateTenantAsync();
        (await tenant.Member.PutAsync("account", new { name = "x" })).Expect(HttpStatusCode.Forbidden);
        (await tenant.Member.GetAsync("account")).Expect(HttpStatusCode.OK);
    }
}
