using ClientForge.Billing.Data;

namespace ClientForge.Billing.Services.Webhooks;

/// <summary>A Stripe object as it was just read, ready to be written into our tables.</summary>
public interface IFetchedObject
{
    /// <summary>The tenant it belongs to, from its metadata or its customer; null when it is nobody's we know.</summary>
    Guid? TenantId { get; }

    /// <summary>The object that changes along with it and that a caller expects to see as well: a subscription's newest invoice, an invoice's subscription.</summary>
    (string ObjectType, string ObjectId)? Companion => null;

    /// <summary>Writes the projection and what follows from the change: history, audit, outbox, work items.</summary>
    Task ProjectAsync(Work work, ProjectionContext context);
}

/// <summary>What a projection needs to know beside the object.</summary>
/// <param name="TenantId">The owner of the object.</param>
/// <param name="Actor">Who caused the change, for the audit row.</param>
/// <param name="Now">The engine's time.</param>
/// <param name="TraceId">Of the request that caused it, if any.</param>
public sealed record ProjectionContext(Guid TenantId, string Actor, DateTimeOffset Now, string? TraceId);

/// <summary>
/// Reads one type of Stripe object at the pinned API version and says how it is written. Which event led here does not
/// matter: the projection compares what it read with what is stored, and derives every consequence from that difference.
/// </summary>
public interface IObjectProjector
{
    /// <summary>Stripe's name of the type.</summary>
    string ObjectType { get; }

    /// <summary>
    /// Reads the object. A deleted one comes back as an object that projects its end; null means that Stripe knows
    /// nothing of it and neither do we.
    /// </summary>
    Task<IFetchedObject?> FetchAsync(string objectId, CancellationToken cancellationToken);
}
