using System.Net;
using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.IntegrationTests.Fixtures;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ClientForge.Billing.IntegrationTests.Dev;

public sealed class DevTenantsTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task Tenants_MadeForDevelopment_HaveTokensThatOutlastYears()
    {
        var made = (await world.Anonymous.PostAsync("/dev/tenants", new { name = "Acme", email = "billing@acme.example" })).Expect(HttpStatusCode.Created);

        var tenantId = made["tenantId"].GetGuid();
        var now = await world.NowAsync();
        foreach (var (field, role) in new[] { ("adminToken", Roles.BillingAdmin), ("memberToken", Roles.Member) })
        {
            var token = new JsonWebToken(made[field].GetString());
            Assert.Equal(tenantId.ToString(), token.GetClaim(ClaimNames.Tenant).Value);
            Assert.Equal(role, token.GetClaim(ClaimNames.Role).Value);
            Assert.InRange(token.ValidTo, now.AddYears(9).UtcDateTime, now.AddYears(11).UtcDateTime);
            using var caller = new ApiCaller(world.Api.Address, token.EncodedToken);
            (await caller.GetAsync("plans")).Expect(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("", "billing@acme.example", "name")]
    [InlineData("Acme", "no address", "email")]
    public async Task Tenants_UnfitNameOrAddress_AreRefused(string name, string email, string field)
    {
        var refused = (await world.Anonymous.PostAsync("/dev/tenants", new { name, email })).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.True(refused["errors"].TryGetProperty(field, out _));
    }
}
