using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Accounts;
using ClientForge.Billing.Data.Audit;
using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Data.Ops;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.Ops;

/// <summary>All that is known of one tenant's billing, read in one unit of work.</summary>
public sealed record TenantState
{
    public required TenantSummary Tenant { get; init; }

    /// <summary>Null as long as nothing ever happened to it.</summary>
    public required AccountRow? Account { get; init; }

    public required IReadOnlyList<TenantSubscription> Subscriptions { get; init; }

    public required IReadOnlyList<TenantInvoice> Invoices { get; init; }

    public required IReadOnlyList<TenantPaymentMethod> PaymentMethods { get; init; }

    public required IReadOnlyList<TenantUsage> Usage { get; init; }

    /// <summary>The open dunning cases.</summary>
    public required IReadOnlyList<DunningCaseRow> Dunning { get; init; }

    /// <summary>Writes to Stripe without a known outcome.</summary>
    public required IReadOnlyList<TenantIntent> OpenIntents { get; init; }

    /// <summary>The newest audit entries.</summary>
    public required IReadOnlyList<AuditEntry> Audit { get; init; }
}

/// <summary>Tenants as operators look them up.</summary>
public sealed class TenantDirectory(
    Database database, TenantDirectoryRepository tenants, AccountRepository accounts, DunningRepository dunning, AuditRepository audit)
{
    private const int Newest = 50;

    /// <summary>Tenants, newest first, after the tenant <paramref name="after"/>; the text is looked for in name, address and ids.</summary>
    public Task<IReadOnlyList<TenantSummary>> SearchAsync(string? text, Guid? after, int limit, CancellationToken cancellationToken) =>
        database.AsSystemAsync(work => tenants.SearchAsync(work, string.IsNullOrWhiteSpace(text) ? null : text.Trim(), after, limit), cancellationToken);

    /// <exception cref="BillingException">404 <c>tenant_not_found</c>.</exception>
    public Task<TenantState> GetAsync(Guid tenantId, CancellationToken cancellationToken) => database.AsSystemAsync(
        async work => new TenantState
        {
            Tenant = await tenants.FindAsync(work, tenantId) ?? throw BillingException.NotFound("tenant_not_found", "There is no such tenant."),
            Account = await accounts.FindAsync(work, tenantId),
            Subscriptions = await tenants.ListSubscriptionsAsync(work, tenantId, Newest),
            Invoices = await tenants.ListInvoicesAsync(work, tenantId, Newest),
            PaymentMethods = await tenants.ListPaymentMethodsAsync(work, tenantId, Newest),
            Usage = await tenants.ListUsageAsync(work, tenantId),
            Dunning = await dunning.ListOpenAsync(work, tenantId),
            OpenIntents = await tenants.ListOpenIntentsAsync(work, tenantId, Newest),
            Audit = await audit.ListAsync(work, new AuditFilter { TenantId = tenantId }, null, Newest),
        },
        cancellationToken);
}
