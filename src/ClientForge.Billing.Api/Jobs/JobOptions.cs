using System.ComponentModel.DataAnnotations;

namespace ClientForge.Billing.Api.Jobs;

/// <summary>Section <c>Jobs</c>: how this process takes part in the recurring jobs.</summary>
public sealed class JobOptions
{
    public const string Section = "Jobs";

    /// <summary>False for a process that only serves requests; jobs can still be triggered through it.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Seconds between a node's signs of life; a node is taken for dead after twice as long.</summary>
    [Range(1, 60)]
    public int CheckInSeconds { get; set; } = 2;

    /// <summary>Seconds after which a job's run is cancelled.</summary>
    [Range(10, 3600)]
    public int TimeoutSeconds { get; set; } = 300;
}
