using System.Security.Claims;

namespace ClientForge.Billing.Api.Auth;

/// <summary>What a token must say beyond a good signature.</summary>
public static class TokenRules
{
    /// <summary>One subject, one known role and, for a tenant's role, one tenant.</summary>
    public static bool AreMet(ClaimsPrincipal principal) =>
        Only(principal, ClaimNames.Subject) is { Length: > 0 and <= 200 } &&
        Only(principal, ClaimNames.Role) is { } role && Roles.All.Contains(role) &&
        (!Roles.IsOfTenant(role) || Guid.TryParseExact(Only(principal, ClaimNames.Tenant), "D", out _));

    /// <summary>Not before its beginning, not after its end, on the engine's clock; a token without an end is refused.</summary>
    public static bool IsAlive(DateTime? notBefore, DateTime? expires, DateTimeOffset now, TimeSpan skew) =>
        expires is { } end && now.UtcDateTime < end + skew &&
        (notBefore is not { } start || start - skew <= now.UtcDateTime);

    /// <summary>The claim's value; null when it is absent or given twice.</summary>
    public static string? Only(ClaimsPrincipal principal, string name)
    {
        var claims = principal.FindAll(name).Take(2).ToArray();
        return claims is [var only] ? only.Value : null;
    }
}
