using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>Keys, form decoding and errors as Stripe words them.</summary>
public sealed class WireTests : IAsyncLifetime
{
    private SandboxServer _sandbox = null!;

    public async ValueTask InitializeAsync() => _sandbox = await SandboxServer.StartAsync();

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Theory]
    [InlineData(null, "You did not provide an API key")]
    [InlineData("Bearer sk_live_abcdefgh", "Invalid API Key provided: sk_live_****efgh")]
    [InlineData("Bearer pk_test_abcdefgh", "This API call cannot be made with a publishable API key")]
    public async Task Get_WrongKey_Is401(string? authorization, string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_sandbox.Address, "/v1/customers"));
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var http = new HttpClient();
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains(message, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_BasicAuthentication_Works()
    {
        using var http = new HttpClient { BaseAddress = _sandbox.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("rk_test_1:"u8));
        using var response = await http.GetAsync("/v1/customers", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith("req_", response.Headers.GetValues("Request-Id").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_NestedForm_IsDecodedInEverySpelling()
    {
        var customer = await _sandbox.CreateAsync(
            "/v1/customers",
            "address%5Bline1%5D=Main+St%201&preferred_locales[]=de&preferred_locales[]=en&metadata[a]=%C3%A4%26b&invoice_settings[custom_fields][0][name]=PO&invoice_settings[custom_fields][0][value]=7");
        Assert.Equal("Main St 1", customer.GetProperty("address").GetProperty("line1").GetString());
        Assert.Equal(["de", "en"], customer.GetProperty("preferred_locales").EnumerateArray().Select(item => item.GetString()));
        Assert.Equal("ä&b", customer.GetProperty("metadata").GetProperty("a").GetString());
        Assert.Equal("PO", customer.GetProperty("invoice_settings").GetProperty("custom_fields")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Post_Metadata_MergesDeletesAndClears()
    {
        var id = await _sandbox.CreateIdAsync("/v1/customers", "metadata[a]=1&metadata[b]=2&name=N");
        var merged = await _sandbox.CreateAsync("/v1/customers/" + id, "metadata[a]=&metadata[c]=3&name=");
        Assert.Equal("""{"b":"2","c":"3"}""", Compact(merged.GetProperty("metadata").GetRawText()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, merged.GetProperty("name").ValueKind);
        var cleared = await _sandbox.CreateAsync("/v1/customers/" + id, "metadata=");
        Assert.Equal("{}", Compact(cleared.GetProperty("metadata").GetRawText()));
    }

    [Theory]
    [InlineData("emial=x", "parameter_unknown", "emial", "Received unknown parameter: emial")]
    [InlineData("address[zz]=1&b=2", "parameter_unknown", "b", "Received unknown parameters: b, address[zz]")]
    [InlineData("balance=abc", "parameter_invalid_integer", "balance", "Invalid integer: abc")]
    [InlineData("balance=99999999999999999999", "parameter_invalid_integer", "balance", "Invalid integer: 99999999999999999999")]
    [InlineData("balance=", "parameter_invalid_empty", "balance", "You passed an empty string for 'balance'.")]
    [InlineData("tax_exempt=maybe", null, "tax_exempt", "Invalid tax_exempt: must be one of none, exempt, reverse")]
    [InlineData("email=nobody", "email_invalid", "email", "Invalid email address: nobody")]
    [InlineData("metadata=text", null, "metadata", "Invalid object")]
    [InlineData("name[a]=b", null, "name", "Invalid string")]
    [InlineData("preferred_locales=de", null, "preferred_locales", "Invalid array")]
    public async Task Post_BadParameter_IsNamed(string form, string? code, string param, string message)
    {
        var answer = await _sandbox.PostAsync("/v1/customers", form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("invalid_request_error", answer.ErrorText("type"));
        Assert.Equal(code, answer.ErrorText("code"));
        Assert.Equal(param, answer.ErrorText("param"));
        Assert.StartsWith(message, answer.ErrorText("message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a=%")]
    [InlineData("a=%zz")]
    [InlineData("name=%FF%FE")]
    [InlineData("name=a%00b")]
    [InlineData("a[[]=1")]
    [InlineData("a[b=1")]
    [InlineData("name=1&name[x]=2")]
    public async Task Post_BrokenForm_Is400(string form)
    {
        var answer = await _sandbox.PostAsync("/v1/customers", form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Fact]
    public async Task Post_DeepOrHugeForm_Is400()
    {
        var deep = await _sandbox.PostAsync("/v1/customers", "a" + string.Concat(Enumerable.Repeat("[b]", 100)) + "=1");
        var huge = await _sandbox.PostAsync("/v1/customers", "name=" + new string('x', 5 * 1024 * 1024));
        Assert.Equal(HttpStatusCode.BadRequest, deep.Status);
        Assert.Equal(HttpStatusCode.BadRequest, huge.Status);
    }

    [Theory]
    [InlineData("GET", "/v1/customers/")]
    [InlineData("GET", "/v1/nothing")]
    [InlineData("PUT", "/v1/customers")]
    [InlineData("POST", "/v1/customers//sources")]
    public async Task Any_UnknownUrl_IsStripes404(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await _sandbox.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains($"Unrecognized request URL ({method}: {path})", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/customers/cus_x", "id", "No such customer: 'cus_x'")]
    [InlineData("/v1/payment_intents/pi_x", "intent", "No such payment_intent: 'pi_x'")]
    [InlineData("/v1/setup_intents/seti_x", "intent", "No such setupintent: 'seti_x'")]
    public async Task Get_UnknownId_Is404WithItsParam(string path, string param, string message)
    {
        var answer = await _sandbox.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal("resource_missing", answer.ErrorText("code"));
        Assert.Equal(param, answer.ErrorText("param"));
        Assert.Equal(message, answer.ErrorText("message"));
    }

    [Fact]
    public async Task Delete_Customer_LeavesAStub()
    {
        var id = await _sandbox.CreateIdAsync("/v1/customers");
        var deleted = await _sandbox.DeleteAsync("/v1/customers/" + id);
        var read = await _sandbox.GetAsync("/v1/customers/" + id);
        Assert.True(deleted.Body.GetProperty("deleted").GetBoolean());
        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.True(read.Body.GetProperty("deleted").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, (await _sandbox.PostAsync("/v1/customers/" + id, "name=x")).Status);
    }

    private static string Compact(string json) => new StringBuilder(json).Replace("\n", "").Replace(" ", "").ToString();
}
