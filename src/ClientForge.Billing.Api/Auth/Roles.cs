namespace ClientForge.Billing.Api.Auth;

/// <summary>Values of the claim <c>role</c>.</summary>
public static class Roles
{
    /// <summary>All of its own tenant's.</summary>
    public const string BillingAdmin = "billing_admin";

    /// <summary>Reads of its own tenant's.</summary>
    public const string Member = "member";

    /// <summary>The ops routes; belongs to no tenant.</summary>
    public const string Ops = "ops";

    /// <summary>Usage ingest and entitlement reads for the tenant that the header <c>X-Tenant-Id</c> names.</summary>
    public const string Service = "service";

    public static readonly IReadOnlyList<string> All = [BillingAdmin, Member, Ops, Service];

    /// <summary>Whether a token of this role must name its tenant.</summary>
    public static bool IsOfTenant(string role) => role is BillingAdmin or Member;
}

/// <summary>Names of the claims of a token, as they stand in it.</summary>
public static class ClaimNames
{
    public const string Subject = "sub";
    public const string Tenant = "tenant_id";
    public const string Role = "role";
}

/// <summary>Authorization policies; every action names one, or is anonymous on purpose.</summary>
public static class Policies
{
    public const string TenantAdmin = nameof(TenantAdmin);
    public const string TenantRead = nameof(TenantRead);

    /// <summary>A tenant's admin, or a service for any tenant.</summary>
    public const string UsageIngest = nameof(UsageIngest);

    /// <summary>A service alone: millions of events at a time.</summary>
    public const string UsageBulk = nameof(UsageBulk);

    /// <summary>Any role of a tenant, or a service for any tenant.</summary>
    public const string EntitlementRead = nameof(EntitlementRead);

    public const string Ops = nameof(Ops);

    /// <summary>The roles that each policy lets in.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> RolesByPolicy = new Dictionary<string, string[]>
    {
        [TenantAdmin] = [Roles.BillingAdmin],
        [TenantRead] = [Roles.BillingAdmin, Roles.Member],
        [UsageIngest] = [Roles.BillingAdmin, Roles.Service],
        [UsageBulk] = [Roles.Service],
        [EntitlementRead] = [Roles.BillingAdmin, Roles.Member, Roles.Service],
        [Ops] = [Roles.Ops],
    };
}
