using ClientForge.Billing.Data;
using ClientForge.Billing.Data.WorkItems;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.Services.Jobs;

/// <summary>A job that does nothing but the due work items of some kinds.</summary>
internal sealed record WorkItemsJobSettings
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>Quartz cron expression with seconds, UTC.</summary>
    public required string Schedule { get; init; }

    /// <summary>The kinds that begin with this are the job's.</summary>
    public required string KindPrefix { get; init; }

    /// <summary>How many items are done at once.</summary>
    public required int Concurrency { get; init; }
}

/// <inheritdoc cref="WorkItemsJobSettings"/>
internal sealed class WorkItemsJob(WorkItemsJobSettings settings, Database database, WorkItemRepository items, WorkRunner runner) : IRecurringJob
{
    public string Name => settings.Name;

    public string Description => settings.Description;

    public string Schedule => settings.Schedule;

    public Task<JobReport> RunAsync(CancellationToken cancellationToken) => runner.RunDueAsync(settings.KindPrefix, settings.Concurrency, cancellationToken);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) =>
        database.AsSystemAsync(work => items.NextDueAsync(work, settings.KindPrefix), cancellationToken);
}

internal static class WorkItemsJobRegistration
{
    public static IServiceCollection AddWorkItemsJob(this IServiceCollection services, WorkItemsJobSettings settings) =>
        services.AddSingleton<IRecurringJob>(provider => ActivatorUtilities.CreateInstance<WorkItemsJob>(provider, settings));
}
