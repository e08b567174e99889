using System.ComponentModel.DataAnnotations;

namespace ClientForge.Billing.Services.Notifications;

/// <summary>Section <c>Smtp</c>: the server that mails are handed to.</summary>
public sealed class SmtpOptions : IValidatableObject
{
    public const string Section = "Smtp";

    [Required]
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>465 speaks TLS from the first byte; every other port begins in the clear and is upgraded.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    public string? User { get; set; }

    public string? Password { get; set; }

    [Required]
    [EmailAddress]
    public string From { get; set; } = "billing@clientforge.example";

    /// <summary>Refuse a server that does not offer STARTTLS, also for mails without a login.</summary>
    public bool RequireTls { get; set; }

    /// <summary>PEM file of a private authority that signed the server's certificate, beside those the machine trusts.</summary>
    public string? TrustedAuthority { get; set; }

    /// <summary>Seconds for each step of the conversation.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 30;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(User) != string.IsNullOrEmpty(Password))
            yield return new ValidationResult("Smtp:User and Smtp:Password belong together: set both or none.", [nameof(User), nameof(Password)]);
    }
}
