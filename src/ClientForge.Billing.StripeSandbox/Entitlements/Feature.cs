using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Entitlements;

/// <summary>Something a product can give access to.</summary>
internal sealed record Feature : StripeObject
{
    /// <summary>Finds a feature by its lookup key.</summary>
    public const string LookupIndex = "lookup_key";

    public override string Object => "entitlements.feature";

    /// <summary>An archived feature grants nothing new and cannot be attached.</summary>
    public bool Active { get; init; } = true;

    public bool Livemode { get; init; }

    public required string LookupKey { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public required string Name { get; init; }
}

/// <summary>A feature that comes with a product.</summary>
internal sealed record ProductFeature : StripeObject
{
    /// <summary>Finds the features of a product.</summary>
    public const string ProductIndex = "product";

    public override string Object => "product_feature";

    public required Feature EntitlementFeature { get; init; }

    public bool Livemode { get; init; }

    [Internal]
    public required string Product { get; init; }
}

/// <summary>A feature that a customer's subscriptions grant now.</summary>
internal sealed record ActiveEntitlement : StripeObject
{
    /// <summary>Finds the entitlements of a customer.</summary>
    public const string CustomerIndex = "customer";

    public override string Object => "entitlements.active_entitlement";

    [Expandable("entitlements.feature")]
    public required string Feature { get; init; }

    public bool Livemode { get; init; }

    public required string LookupKey { get; init; }

    [Internal]
    public required string Customer { get; init; }
}

/// <summary>All entitlements of a customer, as the event about a change carries them: it has no id.</summary>
internal sealed record ActiveEntitlementSummary(string Customer, StripeList<ActiveEntitlement> Entitlements)
{
    public string Object { get; } = "entitlements.active_entitlement_summary";

    public bool Livemode { get; }
}
