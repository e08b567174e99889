using System.ComponentModel.DataAnnotations;

namespace ClientForge.Billing.Api.Auth;

/// <summary>Section <c>Auth</c>: who signs the tokens that are accepted.</summary>
public sealed class AuthOptions
{
    public const string Section = "Auth";

    /// <summary>RFC 7518 §3.2: a key of HS256 is at least as long as its hash.</summary>
    public const int MinimumKeyBytes = 32;

    [Required]
    public string Issuer { get; set; } = "clientforge";

    [Required]
    public string Audience { get; set; } = "clientforge-billing";

    /// <summary>Shared secret of HS256, UTF-8. Not used when <see cref="Authority"/> is set.</summary>
    public string? SigningKey { get; set; }

    /// <summary>Address of an OpenID Connect provider whose RS256 or ES256 keys are trusted.</summary>
    public string? Authority { get; set; }

    /// <summary>Seconds by which two clocks may differ.</summary>
    [Range(0, 30)]
    public int ClockSkewSeconds { get; set; } = 5;
}
