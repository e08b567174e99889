using System.Net;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>expand[], cursors, filters.</summary>
public sealed class ExpansionAndPagingTests : IAsyncLifetime
{
    private SandboxServer _sandbox = null!;

    public async ValueTask InitializeAsync() => _sandbox = await SandboxServer.StartAsync();

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Fact]
    public async Task Post_Expand_ReplacesIdsAtAnyDepth()
    {
        var customer = await _sandbox.CustomerWithCardAsync("pm_card_visa");
        var methods = await _sandbox.GetAsync($"/v1/customers/{customer}/payment_methods");
        var method = methods.Body.GetProperty("data")[0].GetProperty("id").GetString();
        var intent = await _sandbox.CreateAsync(
            "/v1/payment_intents",
            $"amount=900&currency=usd&customer={customer}&payment_method={method}&confirm=true&expand[]=customer&expand[]=latest_charge.balance_transaction");
        Assert.Equal(customer, intent.GetProperty("customer").GetProperty("id").GetString());
        Assert.Equal(900, intent.GetProperty("latest_charge").GetProperty("balance_transaction").GetProperty("amount").GetInt64());
        Assert.Equal(customer, intent.GetProperty("latest_charge").GetProperty("customer").GetString());
    }

    [Fact]
    public async Task Get_ExpandInList_NeedsTheDataPrefix()
    {
        var product = await _sandbox.CreateIdAsync("/v1/products", "name=P&default_price_data[currency]=usd&default_price_data[unit_amount]=100");
        var list = await _sandbox.GetAsync("/v1/prices?expand[]=data.product");
        Assert.Equal(product, list.Body.GetProperty("data")[0].GetProperty("product").GetProperty("id").GetString());
        var wrong = await _sandbox.GetAsync("/v1/prices?expand[]=product");
        Assert.Equal("This property cannot be expanded (product).", wrong.ErrorText("message"));
    }

    [Fact]
    public async Task Get_Includable_IsAbsentUntilExpanded()
    {
        var price = await _sandbox.CreateIdAsync(
            "/v1/prices",
            "currency=usd&billing_scheme=tiered&tiers_mode=graduated&recurring[interval]=month&product_data[name]=P&tiers[0][up_to]=10&tiers[0][unit_amount]=5&tiers[1][up_to]=inf&tiers[1][unit_amount_decimal]=2.5");
        Assert.False((await _sandbox.GetAsync("/v1/prices/" + price)).Body.TryGetProperty("tiers", out _));
        var tiers = (await _sandbox.GetAsync($"/v1/prices/{price}?expand[]=tiers")).Body.GetProperty("tiers");
        Assert.Equal(2, tiers.GetArrayLength());
        Assert.Equal("2.5", tiers[1].GetProperty("unit_amount_decimal").GetString());
    }

    [Fact]
    public async Task Get_TooDeepExpansion_Is400() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _sandbox.GetAsync("/v1/customers?expand[]=data.a.b.c.d.e")).Status);

    [Fact]
    public async Task Get_Cursors_WalkBothWays()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Insert(0, await _sandbox.CreateIdAsync("/v1/customers", "name=" + i));
        var first = await _sandbox.GetAsync("/v1/customers?limit=2");
        Assert.Equal(ids[..2], Ids(first));
        Assert.True(first.Body.GetProperty("has_more").GetBoolean());
        Assert.Equal("/v1/customers", first.Body.GetProperty("url").GetString());
        var last = await _sandbox.GetAsync($"/v1/customers?limit=3&starting_after={ids[1]}");
        Assert.Equal(ids[2..], Ids(last));
        Assert.False(last.Body.GetProperty("has_more").GetBoolean());
        var back = await _sandbox.GetAsync($"/v1/customers?limit=2&ending_before={ids[3]}");
        Assert.Equal(ids[1..3], Ids(back));
        Assert.True(back.Body.GetProperty("has_more").GetBoolean());
    }

    [Theory]
    [InlineData("limit=0", "parameter_invalid_integer", "limit")]
    [InlineData("limit=101", "parameter_invalid_integer", "limit")]
    [InlineData("starting_after=cus_x", "resource_missing", "starting_after")]
    [InlineData("starting_after=a&ending_before=b", "parameters_exclusive", "starting_after")]
    [InlineData("colour=red", "parameter_unknown", "colour")]
    public async Task Get_BadPaging_IsRefused(string query, string code, string param)
    {
        var answer = await _sandbox.GetAsync("/v1/customers?" + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(code, answer.ErrorText("code"));
        Assert.Equal(param, answer.ErrorText("param"));
    }

    [Fact]
    public async Task Get_Filters_Narrow()
    {
        var id = await _sandbox.CreateIdAsync("/v1/customers", "email=One@example.com");
        await _sandbox.CreateIdAsync("/v1/customers", "email=two@example.com");
        Assert.Equal([id], Ids(await _sandbox.GetAsync("/v1/customers?email=One@example.com")));
        Assert.Empty(Ids(await _sandbox.GetAsync("/v1/customers?email=one@example.com")));
        Assert.Empty(Ids(await _sandbox.GetAsync("/v1/customers?created[lt]=1000")));
        Assert.Equal(2, Ids(await _sandbox.GetAsync("/v1/customers?created[gte]=1000")).Count);
    }

    private static List<string> Ids(SandboxAnswer answer) =>
        answer.Body.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("id").GetString()!).ToList();
}
