using System.Security.Claims;
using System.Text;
using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Services.Errors;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ClientForge.Billing.Api.Dev;

/// <summary>Signs tokens as the CRM would. They last ten years, so that a simulated year does not end them.</summary>
public sealed class DevTokens(IOptions<AuthOptions> options, TimeProvider time)
{
    private const int Years = 10;
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <exception cref="BillingException">409 <c>tokens_from_authority</c>: an authority signs here, and its key is not ours.</exception>
    public string Create(string role, Guid? tenantId)
    {
        if (options.Value.SigningKey is not { Length: > 0 } key || !string.IsNullOrEmpty(options.Value.Authority))
            throw BillingException.Conflict("tokens_from_authority", "Tokens come from the configured authority.");

        var now = time.GetUtcNow().UtcDateTime;
        var claims = new List<Claim> { new(ClaimNames.Subject, $"dev-{role.Replace('_', '-')}"), new(ClaimNames.Role, role) };
        if (tenantId is { } tenant)
            claims.Add(new Claim(ClaimNames.Tenant, tenant.ToString()));
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Value.Issuer,
            Audience = options.Value.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddYears(Years),
            Subject = new ClaimsIdentity(claims),
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)), SecurityAlgorithms.HmacSha256),
        });
    }
}
