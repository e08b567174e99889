using System.Net;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Tax;

public sealed class TaxTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Theory]
    [InlineData("DE", null, 1900, 19)]
    [InlineData("HU", null, 2700, 27)]
    [InlineData("JP", null, 1000, 10)]
    [InlineData("CH", null, 810, 8.1)]
    [InlineData("BR", null, 0, 0)]
    public async Task Calculate_CountryOfTheTable_HasItsPublishedRate(string country, string? state, long tax, double rate)
    {
        var answer = await CalculateAsync(new { amount = 10000, currency = "eur", country, state });

        Assert.Equal(tax, answer["amount"].GetInt64());
        Assert.Equal((decimal)rate, answer["rate"].GetDecimal());
        Assert.Equal("table", answer["provider"].GetString());
        Assert.Equal(rate == 0 ? 0 : 1, answer["jurisdictions"].GetArrayLength());
    }

    [Fact]
    public async Task Calculate_UnitedStates_AsksTaxJar()
    {
        var answer = await CalculateAsync(new { amount = 10000, currency = "usd", country = "US", state = "CA", postalCode = "90210" });

        Assert.Equal("taxjar", answer["provider"].GetString());
        Assert.InRange(answer["rate"].GetDecimal(), 5, 12);
        Assert.Equal(decimal.Round(answer["rate"].GetDecimal() * 100, MidpointRounding.AwayFromZero), answer["amount"].GetInt64());
    }

    [Fact]
    public async Task Calculate_BusinessOfAMemberState_IsReverseCharged()
    {
        var answer = await CalculateAsync(new { amount = 10000, currency = "eur", country = "DE", taxId = "DE 123456789" });

        Assert.True(answer["reverseCharge"].GetBoolean());
        Assert.Equal(0, answer["amount"].GetInt64());
    }

    [Theory]
    [InlineData("""{"amount":100,"currency":"usd","country":"US","postalCode":"90210"}""", "tax_address_incomplete")]
    [InlineData("""{"amount":-1,"currency":"usd","country":"DE"}""", "validation_failed")]
    [InlineData("""{"amount":100,"currency":"zzz","country":"DE"}""", "validation_failed")]
    [InlineData("""{"amount":100,"currency":"usd","country":"Germany"}""", "validation_failed")]
    [InlineData("""{"currency":"usd","country":"DE"}""", "validation_failed")]
    public async Task Calculate_BadInput_IsRefused(string body, string code)
    {
        var tenant = await world.CreateTenantAsync();

        var answer = await tenant.Admin.PostAsync("tax/calculate", body);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Subscribe_CustomerWithAnAddress_IsTaxedThereThroughOneStripeRate()
    {
        var first = await SubscribeInGermanyAsync();
        var second = await SubscribeInGermanyAsync();

        foreach (var tenant in (TestTenant[])[first, second])
        {
            var invoice = Assert.Single(await tenant.InvoicesAsync());
            Assert.Equal(invoice.LongAt("subtotal") * 19 / 100, invoice.LongAt("tax"), 1.0);
            Assert.Equal(invoice.LongAt("subtotal") + invoice.LongAt("tax"), invoice.LongAt("total"));
        }

        var rates = (await world.Stripe.GetAsync("tax_rates?limit=100")).Expect(HttpStatusCode.OK);
        Assert.Single(rates["data"].EnumerateArray(), rate => rate.StringAt("country") == "DE");
    }

    private async Task<TestTenant> SubscribeInGermanyAsync()
    {
        var tenant = await world.CreateTenantAsync();
        var address = new { line1 = "Hauptstr. 1", city = "Berlin", postalCode = "10115", country = "DE" };
        (await tenant.Admin.PutAsync("account", new { email = tenant.Email, name = "Müller", address })).Expect(HttpStatusCode.OK);
        await tenant.SubscribeAsync(currency: "eur");
        await world.SettleAsync();
        return tenant;
    }

    private async Task<Answer> CalculateAsync(object body) =>
        (await (await world.CreateTenantAsync()).Admin.PostAsync("tax/calculate", body)).Expect(HttpStatusCode.OK);
}
