using System.Text.Json;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>Search by metadata and other fields, over every collection that has it.</summary>
public sealed class SearchTests : IAsyncLifetime
{
    private SandboxServer _sandbox = null!;

    public async ValueTask InitializeAsync() => _sandbox = await SandboxServer.StartAsync();

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Fact]
    public async Task Search_ByMetadataAndEmail_FindsAndPages()
    {
        for (var i = 0; i < 3; i++)
            await _sandbox.CreateIdAsync("/v1/customers", $"email=u{i}@example.com&metadata[tenant]=t1");
        await _sandbox.CreateIdAsync("/v1/customers", "metadata[tenant]=t2");
        var first = await _sandbox.GetAsync("/v1/customers/search?limit=2&query=" + Uri.EscapeDataString("metadata['tenant']:'t1'"));
        Assert.Equal(2, first.Body.GetProperty("data").GetArrayLength());
        var rest = await _sandbox.GetAsync($"/v1/customers/search?limit=2&page={first.Body.GetProperty("next_page").GetString()}&query=" + Uri.EscapeDataString("metadata['tenant']:'t1'"));
        Assert.Equal("u0@example.com", Assert.Single(rest.Body.GetProperty("data").EnumerateArray()).GetProperty("email").GetString());
        Assert.Equal(JsonValueKind.Null, rest.Body.GetProperty("next_page").ValueKind);
    }

    [Theory]
    [InlineData("customers", "email:'ann@example.com'")]
    [InlineData("customers", "email~'EXAMPLE.com' AND -metadata['tier']:'gold'")]
    [InlineData("subscriptions", "metadata['tier']:'silver' AND status:'active'")]
    [InlineData("invoices", "total>1999 AND currency:'usd'")]
    [InlineData("invoices", "metadata['tier']:null AND status:'paid'")]
    [InlineData("charges", "amount:2000")]
    [InlineData("payment_intents", "status:'succeeded'")]
    [InlineData("prices", "active:'true' AND type:'recurring'")]
    [InlineData("products", "name~'search' OR name:'Nothing'")]
    public async Task Search_AnyCollection_FindsTheOne(string collection, string query)
    {
        var customer = await _sandbox.CustomerWithCardAsync("pm_card_visa");
        await _sandbox.CreateAsync("/v1/customers/" + customer, "email=ann@example.com");
        var price = await _sandbox.CreateIdAsync("/v1/prices", "currency=usd&unit_amount=2000&recurring[interval]=month&product_data[name]=Searched");
        await _sandbox.CreateAsync("/v1/subscriptions", $"customer={customer}&items[0][price]={price}&metadata[tier]=silver");

        var found = await _sandbox.GetAsync($"/v1/{collection}/search?expand[]=total_count&query={Uri.EscapeDataString(query)}");

        Assert.Equal(1, found.Body.Long("total_count"));
        Assert.Single(found.Body.Items("data"));
        Assert.False(found.Body.Is("has_more"));
    }

    [Fact]
    public async Task Search_UnknownField_IsRefused() =>
        Assert.Equal("query", (await _sandbox.GetAsync("/v1/customers/search?query=" + Uri.EscapeDataString("shoe:'42'"))).ErrorText("param"));
}
