using System.Net;
using System.Text.RegularExpressions;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Ops;

/// <summary>The console as a browser meets it.</summary>
public sealed partial class ConsoleTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    private static readonly string[] Pages = ["/ops", "/ops/jobs", "/ops/jobs/outbox", "/ops/webhooks", "/ops/outbox", "/ops/work", "/ops/servers", "/ops/tenants"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_WithoutASession_LeadToTheSignIn()
    {
        using var browser = Browser();
        foreach (var page in Pages)
        {
            using var response = await browser.GetAsync(page, Cancellation);
            Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
            Assert.Equal("/ops/sign-in", response.Headers.Location?.OriginalString);
        }
    }

    [Fact]
    public async Task SignIn_OpsToken_OpensEveryPage()
    {
        using var browser = await SignedInAsync(TestTokens.Ops());
        foreach (var page in Pages)
        {
            using var response = await browser.GetAsync(page, Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            var html = await response.Content.ReadAsStringAsync(Cancellation);
            Assert.DoesNotMatch("<script|<style| style=| on[a-z]+=", html);
        }
    }

    [Fact]
    public async Task SignIn_Cookie_IsOutOfReach()
    {
        using var browser = Browser();
        using var response = await PostAsync(browser, "/ops/sign-in", ("token", TestTokens.Ops()));

        var cookie = response.Headers.GetValues("Set-Cookie").Single().ToLowerInvariant();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/ops", cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("admin")]
    public async Task SignIn_OtherToken_OpensNothing(string kind)
    {
        var token = kind == "admin" ? TestTokens.Admin(Guid.Parse("0190a000-0000-7000-8000-000000000001")) : kind;
        using var browser = await SignedInAsync(token);

        using var response = await browser.GetAsync("/ops/jobs", Cancellation);

        Assert.Equal("/ops/sign-in?failed=true", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Cookie_OfTheConsole_OpensNoApi()
    {
        using var browser = await SignedInAsync(TestTokens.Ops());

        using var response = await browser.GetAsync("/api/v1/ops/jobs", Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Pause_FromThePage_PausesTheJobAndShowsIt()
    {
        using var browser = await SignedInAsync(TestTokens.Ops());
        var formToken = FormToken().Match(await browser.GetStringAsync("/ops/jobs", Cancellation)).Groups["token"].Value;

        using var paused = await PostAsync(browser, "/ops/jobs?handler=Pause", ("formToken", formToken), ("id", "usage-report"), ("reason", "<b>look</b>"));
        var page = await browser.GetStringAsync("/ops/jobs/usage-report", Cancellation);
        using var resumed = await PostAsync(browser, "/ops/jobs?handler=Resume", ("formToken", formToken), ("id", "usage-report"), ("reason", "looked"));

        Assert.Equal(HttpStatusCode.Redirect, paused.StatusCode);
        Assert.Contains("paused by ops:tester: &lt;b&gt;look&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, resumed.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Forms_WithoutTheSessionsToken_DoNothing(string? formToken)
    {
        using var browser = await SignedInAsync(TestTokens.Ops());

        using var response = await PostAsync(browser, "/ops/jobs?handler=Pause", ("formToken", formToken ?? ""), ("id", "housekeeping"), ("reason", "forged"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(0, await world.Database.ScalarAsync("select count(*) from job_settings where job = 'housekeeping'"));
    }

    [Fact]
    public async Task Forms_WithoutAReason_SayWhatIsMissing()
    {
        using var browser = await SignedInAsync(TestTokens.Ops());
        var formToken = FormToken().Match(await browser.GetStringAsync("/ops/jobs", Cancellation)).Groups["token"].Value;

        using var response = await PostAsync(browser, "/ops/jobs?handler=Trigger", ("formToken", formToken), ("id", "outbox"), ("reason", ""));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Say why", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tenant_HostileName_IsShownAsText()
    {
        var made = (await world.Anonymous.PostAsync("/dev/tenants", new { name = "<script>alert(1)</script>\"'", email = "hostile@example.com" })).Expect(HttpStatusCode.Created);
        using var browser = await SignedInAsync(TestTokens.Ops());

        var page = await browser.GetStringAsync($"/ops/tenants/{made["tenantId"].GetGuid()}", Cancellation);
        var list = await browser.GetStringAsync("/ops/tenants?search=%3Cscript%3E", Cancellation);

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page + list, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SignOut_FromThePage_EndsTheSession()
    {
        using var browser = await SignedInAsync(TestTokens.Ops());
        var formToken = FormToken().Match(await browser.GetStringAsync("/ops", Cancellation)).Groups["token"].Value;

        using var signedOut = await PostAsync(browser, "/ops/sign-out", ("formToken", formToken));
        using var after = await browser.GetAsync("/ops", Cancellation);

        Assert.Equal("/ops/sign-in", signedOut.Headers.Location?.OriginalString);
        Assert.Equal("/ops/sign-in", after.Headers.Location?.OriginalString);
    }

    [GeneratedRegex("name=\"formToken\" value=\"(?<token>[0-9a-f]{64})\"")]
    private static partial Regex FormToken();

    private HttpClient Browser() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = world.Api.Address };

    private async Task<HttpClient> SignedInAsync(string token)
    {
        var browser = Browser();
        using var response = await PostAsync(browser, "/ops/sign-in", ("token", token));
        Assert.Equal("/ops", response.Headers.Location?.OriginalString);
        return browser;
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await browser.PostAsync(path, content, Cancellation);
    }
}
