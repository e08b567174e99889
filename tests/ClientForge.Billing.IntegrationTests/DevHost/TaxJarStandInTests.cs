using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ClientForge.Billing.DevHost.TaxJar;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.DevHost;

public sealed class TaxJarStandInTests : IAsyncLifetime
{
    private const string ApiKey = "taxjar-key";
    private RunningApp standIn = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        standIn = await RunningApp.StartAsync(TaxJarStandIn.Build(IPAddress.Loopback, 0, ApiKey), Cancellation);

    [Theory]
    [InlineData("""{"to_country":"US","to_state":"NY","to_zip":"10001","amount":100,"shipping":0}""", 8.88, 0.08875)]
    [InlineData("""{"to_country":"us","to_state":"tx","to_zip":"75001","amount":100,"shipping":5}""", 6.25, 0.0625)]
    [InlineData("""{"to_country":"CA","to_state":"QC","to_zip":"H2X","amount":100,"shipping":0}""", 14.98, 0.14975)]
    [InlineData("""{"to_country":"DE","to_zip":"10115","amount":49.99,"shipping":0}""", 9.50, 0.19)]
    [InlineData("""{"to_country":"FR","line_items":[{"id":"1","quantity":3,"unit_price":10,"discount":5},{"id":"2","unit_price":7,"product_tax_code":"99999"}],"shipping":0}""", 5, 0.2)]
    public async Task Taxes_WhereTaxIsOwed_AnswersAmountAndRate(string body, decimal amount, decimal rate)
    {
        var (status, json) = await PostAsync(body);

        Assert.Equal(HttpStatusCode.OK, status);
        var tax = json.GetProperty("tax");
        Assert.Equal(amount, tax.GetProperty("amount_to_collect").GetDecimal());
        Assert.Equal(rate, tax.GetProperty("rate").GetDecimal());
        Assert.True(tax.GetProperty("has_nexus").GetBoolean());
    }

    [Theory]
    [InlineData("""{"to_country":"US","to_state":"OR","to_zip":"97035","amount":100,"shipping":0}""", false)]
    [InlineData("""{"to_country":"BR","amount":100,"shipping":0}""", false)]
    [InlineData("""{"to_country":"US","to_state":"TX","to_zip":"75001","amount":100,"shipping":0,"exemption_type":"government"}""", true)]
    public async Task Taxes_WhereNoneIsOwed_AnswersZero(string body, bool hasNexus)
    {
        var (status, json) = await PostAsync(body);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(0, json.GetProperty("tax").GetProperty("amount_to_collect").GetDecimal());
        Assert.Equal(hasNexus, json.GetProperty("tax").GetProperty("has_nexus").GetBoolean());
    }

    [Fact]
    public async Task Taxes_Breakdown_NamesEachJurisdictionsShare()
    {
        var (_, json) = await PostAsync("""{"to_country":"US","to_state":"IL","to_zip":"60601","amount":200,"shipping":0}""");

        var tax = json.GetProperty("tax");
        var breakdown = tax.GetProperty("breakdown");
        Assert.Equal("CHICAGO", tax.GetProperty("jurisdictions").GetProperty("city").GetString());
        Assert.Equal(
            [12.50m, 3.50m, 2.50m, 2.00m],
            new[] { "state_tax_collectable", "county_tax_collectable", "city_tax_collectable", "special_district_tax_collectable" }
                .Select(name => breakdown.GetProperty(name).GetDecimal()));
    }

    [Theory]
    [InlineData("""{"amount":1,"shipping":0}""", HttpStatusCode.BadRequest, "Bad Request")]
    [InlineData("""{"to_country":"US","to_state":"TX","amount":1,"shipping":0}""", HttpStatusCode.BadRequest, "Bad Request")]
    [InlineData("""{"to_country":"US","to_state":"XX","to_zip":"1","amount":1,"shipping":0}""", HttpStatusCode.BadRequest, "Bad Request")]
    [InlineData("""{"to_country":"DE","shipping":0}""", HttpStatusCode.BadRequest, "Bad Request")]
    [InlineData("""{"to_country":"DE","amount":1}""", HttpStatusCode.BadRequest, "Bad Request")]
    [InlineData("""[1""", HttpStatusCode.NotAcceptable, "Not Acceptable")]
    public async Task Taxes_BadRequest_AnswersInTaxJarsErrorShape(string body, HttpStatusCode expected, string error)
    {
        var (status, json) = await PostAsync(body);

        Assert.Equal(expected, status);
        Assert.Equal((int)expected, json.GetProperty("status").GetInt32());
        Assert.Equal(error, json.GetProperty("error").GetString());
        Assert.NotEmpty(json.GetProperty("detail").GetString()!);
    }

    [Theory]
    [InlineData("guess")]
    [InlineData("")]
    public async Task Taxes_WithAnotherKey_Answers401(string key)
    {
        var (status, json) = await PostAsync("""{"to_country":"DE","amount":1,"shipping":0}""", key);

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal("Unauthorized", json.GetProperty("error").GetString());
    }

    public ValueTask DisposeAsync() => standIn.DisposeAsync();

    private async Task<(HttpStatusCode Status, JsonElement Json)> PostAsync(string body, string key = ApiKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v2/taxes")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };
        using var response = await standIn.Client.SendAsync(request, Cancellation);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation)));
    }
}
