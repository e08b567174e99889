using System.Collections.Concurrent;
using ClientForge.Billing.Data;
using ClientForge.Billing.Services.Webhooks;

namespace ClientForge.Billing.IntegrationTests.Webhooks;

/// <summary>Stands in for a feature's projector: what it fetches is what the test says, what it projects is counted.</summary>
internal sealed class RecordingProjector(string objectType, Guid tenantId) : IObjectProjector
{
    private readonly ConcurrentQueue<string> fetched = [];
    private readonly ConcurrentQueue<string> projected = [];

    public string ObjectType => objectType;

    /// <summary>Runs inside each fetch; may wait, mark or throw.</summary>
    public Func<string, Task> OnFetch { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyCollection<string> Fetched => fetched;

    public IReadOnlyCollection<string> Projected => projected;

    public async Task<IFetchedObject?> FetchAsync(string objectId, CancellationToken cancellationToken)
    {
        fetched.Enqueue(objectId);
        await OnFetch(objectId);
        return new FetchedObject(tenantId, () => projected.Enqueue(objectId));
    }

    private sealed class FetchedObject(Guid tenantId, Action onProject) : IFetchedObject
    {
        public Guid? TenantId => tenantId;

        public Task ProjectAsync(Work work, ProjectionContext context)
        {
            onProject();
            return Task.CompletedTask;
        }
    }
}
