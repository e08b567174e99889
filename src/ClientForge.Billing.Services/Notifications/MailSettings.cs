using System.ComponentModel.DataAnnotations;

namespace ClientForge.Billing.Services.Notifications;

/// <summary>Section <c>Mail</c>: what every mail says about the product.</summary>
public sealed class MailSettings
{
    public const string Section = "Mail";

    [Required]
    [StringLength(100)]
    public string ProductName { get; set; } = "ClientForge";

    /// <summary>Where a tenant's admin changes cards and plans; the link of mails that have none of their own.</summary>
    [Required]
    [Url]
    public string PortalUrl { get; set; } = "https://app.clientforge.example/billing";
}
