using System.ComponentModel.DataAnnotations;

namespace ClientForge.Billing.Api.Lists;

/// <summary>Why a person does what the route does; kept in the audit log.</summary>
public sealed record ReasonBody
{
    [Required]
    [MaxLength(500)]
    public string? Reason { get; init; }
}
