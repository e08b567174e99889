namespace ClientForge.Billing.Services.StripeApi;

/// <summary>A write to Stripe that has been decided and is about to be stored.</summary>
public sealed record IntentPlan
{
    /// <summary>Null for the catalogue, which belongs to no tenant.</summary>
    public required Guid? TenantId { get; init; }

    /// <summary>Made by the caller, because it also goes into the object's metadata as <see cref="MetadataKeys.OperationId"/>.</summary>
    public required Guid Id { get; init; }

    /// <summary>Dotted: <c>subscription.create</c>, <c>invoice.pay</c>, …</summary>
    public required string Kind { get; init; }

    /// <summary>Unique by tenant and kind. Made of what was decided (invoice and attempt number, operation key), never of the time.</summary>
    public required string NaturalKey { get; init; }

    /// <summary>Stripe's name of what the call answers with: <c>subscription</c>, <c>invoice</c>, …</summary>
    public required string ObjectType { get; init; }

    public required StripeCall Call { get; init; }

    public required string Actor { get; init; }
}

/// <summary>What we write into Stripe's metadata, so that an object's owner can be told from Stripe alone.</summary>
public static class MetadataKeys
{
    public const string TenantId = "tenant_id";
    public const string OperationId = "op_id";
}
