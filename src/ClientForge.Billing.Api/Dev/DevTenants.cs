using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Ops;

namespace ClientForge.Billing.Api.Dev;

/// <summary>Makes tenants, as the CRM does elsewhere.</summary>
public sealed class DevTenants(Database database, OrganizationRepository organizations, TimeProvider time)
{
    public async Task<Guid> CreateAsync(string name, string email, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await database.AsSystemAsync(work => organizations.AddAsync(work, new OrganizationRow { Id = id, Name = name, CreatedAt = now }), cancellationToken);
        return id;
    }
}
