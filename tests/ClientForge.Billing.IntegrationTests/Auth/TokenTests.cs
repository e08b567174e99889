using System.Net;
using System.Security.Claims;
using System.Text;
using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.IntegrationTests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace ClientForge.Billing.IntegrationTests.Auth;

public sealed class TokenTests(TestDatabases databases) : IAsyncLifetime
{
    private static readonly Guid Tenant = Guid.Parse("0190a000-0000-7000-8000-000000000001");
    private TestApi _api = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _api = await TestApi.StartWithProbesAsync(
        await databases.CreateAsync(Cancellation), settings: new Dictionary<string, string?> { ["RateLimit:RequestsPerMinute"] = "0" });

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    public static TheoryData<string, string> BadTokens() => new()
    {
        { "other key", TestTokens.Sign(Claims(), key: "another-signing-key-0123456789-abcdefghij") },
        { "other issuer", TestTokens.Sign(Claims(), issuer: "elsewhere") },
        { "other audience", TestTokens.Sign(Claims(), audience: "elsewhere") },
        { "expired beyond the skew", TestTokens.Sign(Claims(), endsIn: TimeSpan.FromSeconds(-40)) },
        { "not yet valid", TestTokens.Sign(Claims(), startsIn: TimeSpan.FromMinutes(2)) },
        { "no subject", TestTokens.Sign(Claims().Where(claim => claim.Type != ClaimNames.Subject)) },
        { "no role", TestTokens.Sign(Claims().Where(claim => claim.Type != ClaimNames.Role)) },
        { "unknown role", TestTokens.Sign(Claims(role: "root")) },
        { "two roles", TestTokens.Sign([.. Claims(), new Claim(ClaimNames.Role, Roles.Ops)]) },
        { "no tenant", TestTokens.Sign(Claims().Where(claim => claim.Type != ClaimNames.Tenant)) },
        { "tenant that is no uuid", TestTokens.Sign(Claims(tenant: "1 or 1=1")) },
        { "two tenants", TestTokens.Sign([.. Claims(), new Claim(ClaimNames.Tenant, Guid.Empty.ToString())]) },
        { "unsigned", Unsigned("""{"alg":"none","typ":"JWT"}""") },
        { "unsigned, but for the look", Unsigned("""{"alg":"HS256","typ":"JWT"}""") + "AAAA" },
        { "garbage", "abc.def.ghi" },
        { "nothing", "" },
    };

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task Request_BadToken_AnswersOneAndTheSame(string why, string token)
    {
        Assert.NotEmpty(why);
        using var client = _api.ClientWith(token);

        using var response = await client.GetAsync("/probe/read", Cancellation);

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Equal("A valid bearer token is required.", problem.GetProperty("detail").GetString());
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task Request_TokenThatWasGoodAMomentAgo_IsRefusedOnceItHasExpired()
    {
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        await using var api = await TestApi.StartWithProbesAsync(
            await databases.CreateAsync(Cancellation), services => services.AddSingleton<TimeProvider>(clock));
        using var client = api.ClientWith(TestTokens.Sign(Claims(), endsIn: TimeSpan.FromMinutes(10)));

        using var good = await client.GetAsync("/probe/read", Cancellation);
        clock.Advance(TimeSpan.FromMinutes(11));
        using var expired = await client.GetAsync("/probe/read", Cancellation);

        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        await expired.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Request_NoToken_AnswersUnauthenticated()
    {
        using var response = await _api.Anonymous.GetAsync("/probe/read", Cancellation);

        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Request_TenantToken_ActsForItsTenantWhateverTheHeaderSays()
    {
        using var client = _api.ClientWith(TestTokens.Admin(Tenant));
        client.DefaultRequestHeaders.Add("X-Tenant-Id", Guid.Empty.ToString());

        using var response = await client.GetAsync("/probe/read", Cancellation);

        var context = await response.ReadJsonAsync();
        Assert.Equal(Tenant, context.GetProperty("tenantId").GetGuid());
        Assert.Equal("user:tester", context.GetProperty("actor").GetString());
    }

    [Fact]
    public async Task Request_ServiceToken_ActsForTheTenantOfTheHeader()
    {
        using var client = _api.ClientWith(TestTokens.Service());
        client.DefaultRequestHeaders.Add("X-Tenant-Id", Tenant.ToString());

        using var response = await client.PostJsonAsync("/probe/usage", "{}");

        var context = await response.ReadJsonAsync();
        Assert.Equal(Tenant, context.GetProperty("tenantId").GetGuid());
        Assert.Equal("service:tester", context.GetProperty("actor").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not-a-uuid")]
    [InlineData("{0190a000-0000-7000-8000-000000000001}")]
    public async Task Request_ServiceTokenWithoutTenant_IsMalformed(string? header)
    {
        using var client = _api.ClientWith(TestTokens.Service());
        if (header is not null)
            client.DefaultRequestHeaders.Add("X-Tenant-Id", header);

        using var response = await client.PostJsonAsync("/probe/usage", "{}");

        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "tenant_header_required");
    }

    [Theory]
    [InlineData(Roles.Member, "/probe/usage")]
    [InlineData(Roles.Ops, "/probe/usage")]
    [InlineData(Roles.Member, "/probe/command")]
    [InlineData(Roles.Service, "/probe/command")]
    public async Task Request_OtherRole_IsForbidden(string role, string path)
    {
        using var client = _api.ClientWith(TestTokens.Create(role, Tenant));

        using var response = await client.PostJsonAsync(path, "{}");

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        Assert.Equal("The token's role does not allow this.", problem.GetProperty("detail").GetString());
    }

    private static List<Claim> Claims(string role = Roles.BillingAdmin, string? tenant = null) =>
    [
        new(ClaimNames.Subject, "tester"), new(ClaimNames.Role, role), new(ClaimNames.Tenant, tenant ?? Tenant.ToString()),
    ];

    private static string Unsigned(string header)
    {
        var payload = $$"""{"iss":"{{TestTokens.Issuer}}","aud":"{{TestTokens.Audience}}","sub":"tester","role":"ops","exp":9999999999}""";
        return $"{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(header))}.{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(payload))}.";
    }
}
