using ClientForge.Billing.Data.WorkItems;

namespace ClientForge.Billing.Services.Jobs;

/// <summary>Does one kind of work item. It may be called again for the same item: what it does must bear that.</summary>
public interface IWorkHandler
{
    /// <summary>The whole kind: <c>dunning.retry</c>.</summary>
    string Kind { get; }

    Task HandleAsync(WorkItem item, CancellationToken cancellationToken);
}
