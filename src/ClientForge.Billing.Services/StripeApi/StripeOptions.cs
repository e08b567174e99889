using System.ComponentModel.DataAnnotations;

namespace ClientForge.Billing.Services.StripeApi;

/// <summary>Section <c>Stripe</c> of the configuration.</summary>
public sealed class StripeOptions
{
    public const string Section = "Stripe";

    [Required]
    public string SecretKey { get; set; } = "";

    /// <summary>Signs the webhooks. Several, separated by commas, while the secret is being rotated.</summary>
    [Required]
    public string WebhookSecret { get; set; } = "";

    /// <summary>Without a trailing slash; Stripe's own address when empty.</summary>
    public string? ApiBase { get; set; }

    /// <summary>Seconds that one request to Stripe may take.</summary>
    [Range(1, 120)]
    public int TimeoutSeconds { get; set; } = 20;
}
