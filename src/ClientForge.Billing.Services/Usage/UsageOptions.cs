using System.ComponentModel.DataAnnotations;

namespace ClientForge.Billing.Services.Usage;

/// <summary>Section <c>Usage</c>.</summary>
public sealed class UsageOptions
{
    public const string Section = "Usage";

    /// <summary>
    /// Writers of small calls; a tenant's calls always go to the same one. One makes the largest batches of one PostgreSQL; a database
    /// that is distributed by tenant wants some for each of its workers.
    /// </summary>
    [Range(1, 32)]
    public int Lanes { get; set; } = 1;

    /// <summary>Calls that may wait in one lane; more are refused with 503.</summary>
    [Range(1, 1_000_000)]
    public int LaneCapacity { get; set; } = 4_096;

    /// <summary>Calls of one tenant that may wait in its lane; more are refused with 429.</summary>
    [Range(1, 1_000_000)]
    public int TenantCapacity { get; set; } = 2_048;

    /// <summary>Large calls that are written at a time; they have writers of their own, so that small ones do not wait behind them.</summary>
    [Range(1, 32)]
    public int LargeWriters { get; set; } = 1;

    /// <summary>Large calls that may wait for a writer; more are refused with 503.</summary>
    [Range(1, 10_000)]
    public int LargeCapacity { get; set; } = 64;

    /// <summary>Months for which raw events stay attached; older ones are moved to the schema <c>usage_archive</c>. A yearly period must fit.</summary>
    [Range(14, 1_200)]
    public int RetentionMonths { get; set; } = 25;

    /// <summary>Percent of what is included at which the tenant is told, once a period each.</summary>
    public IList<int> Thresholds { get; } = [50, 80, 100];
}
