using System.Security.Claims;
using System.Text;
using ClientForge.Billing.Api.Auth;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ClientForge.Billing.IntegrationTests.Fixtures;

/// <summary>Tokens as the CRM would sign them, and any deviation from that.</summary>
public static class TestTokens
{
    public const string Issuer = "clientforge-tests";
    public const string Audience = "clientforge-billing";
    public const string SigningKey = "test-only-signing-key-0123456789-abcdefghij";

    public static string Admin(Guid tenantId) => Create(Roles.BillingAdmin, tenantId);

    public static string Member(Guid tenantId) => Create(Roles.Member, tenantId);

    public static string Ops() => Create(Roles.Ops, null);

    public static string Service() => Create(Roles.Service, null);

    public static string Create(string role, Guid? tenantId)
    {
        var claims = new List<Claim> { new(ClaimNames.Subject, "tester"), new(ClaimNames.Role, role) };
        if (tenantId is { } tenant)
            claims.Add(new Claim(ClaimNames.Tenant, tenant.ToString()));
        return Sign(claims);
    }

    /// <summary>Valid for a day around now unless told otherwise.</summary>
    public static string Sign(
        IEnumerable<Claim> claims,
        string issuer = Issuer,
        string audience = Audience,
        string key = SigningKey,
        TimeSpan? startsIn = null,
        TimeSpan? endsIn = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = now + (startsIn ?? TimeSpan.FromDays(-1)),
            Expires = now + (endsIn ?? TimeSpan.FromDays(1)),
            Subject = new ClaimsIdentity(claims),
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)), SecurityAlgorithms.HmacSha256),
        });
    }
}
