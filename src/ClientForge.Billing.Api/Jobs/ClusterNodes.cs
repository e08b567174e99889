using Quartz;

namespace ClientForge.Billing.Api.Jobs;

/// <summary>A process that takes part in the scheduling.</summary>
public sealed record ServerNode
{
    public required string Id { get; init; }

    public required DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>The scheduler's word for it, in lower case.</summary>
    public required string State { get; init; }

    public required bool IsThisOne { get; init; }
}

/// <summary>The processes that share the schedules, and when each job fires next. Empty where this process takes no part.</summary>
public sealed class ClusterNodes(IServiceProvider services)
{
    public async Task<IReadOnlyList<ServerNode>> ListAsync(CancellationToken cancellationToken)
    {
        if (services.GetKeyedService<ISchedulerFactory>(JobSchedules.Group) is not { } schedulers)
            return [];
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var nodes = await scheduler.QueryClusterNodes(cancellationToken);
        return [.. nodes.Select(node => new ServerNode
        {
            Id = node.InstanceId,
            LastSeenAt = node.LastCheckInUtc,
            State = node.State.ToString().ToLowerInvariant(),
            IsThisOne = node.IsCurrentNode,
        })];
    }

    /// <summary>When the job fires next, in real time.</summary>
    public static DateTimeOffset? NextFireAt(string schedule, DateTimeOffset now) =>
        new CronExpression(schedule, TimeZoneInfo.Utc).GetNextValidTimeAfter(now);
}
