using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Ops;
using ClientForge.Billing.Services;
using ClientForge.Billing.Services.Customers;

namespace ClientForge.Billing.Api.Dev;

/// <summary>Makes tenants, as the CRM does elsewhere, and tells billing whom to write to.</summary>
public sealed class DevTenants(Database database, OrganizationRepository organizations, StripeService stripe, TimeProvider time)
{
    public async Task<Guid> CreateAsync(string name, string email, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await database.AsSystemAsync(work => organizations.AddAsync(work, new OrganizationRow { Id = id, Name = name, CreatedAt = now }), cancellationToken);
        var context = new RequestContext { TenantId = id, Actor = "system", OperationKey = id.ToString("N") };
        await stripe.CreateCustomerAsync(context, email, name, metadata: null, cancellationToken);
        return id;
    }
}
