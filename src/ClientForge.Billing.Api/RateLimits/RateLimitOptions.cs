using System.ComponentModel.DataAnnotations;

namespace ClientForge.Billing.Api.RateLimits;

/// <summary>Section <c>RateLimit</c>: requests a minute and tenant, over all replicas; 0 means no limit.</summary>
public sealed class RateLimitOptions
{
    public const string Section = "RateLimit";

    [Range(0, 10_000_000)]
    public int RequestsPerMinute { get; set; } = 100;

    /// <summary>Of <c>POST /usage/report</c>, counted apart from everything else.</summary>
    [Range(0, 10_000_000)]
    public int UsageRequestsPerMinute { get; set; } = 60_000;
}
