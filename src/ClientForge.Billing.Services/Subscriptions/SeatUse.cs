using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>Seats and who sits on them.</summary>
/// <param name="Seats">That are paid for; 0 without a live subscription.</param>
/// <param name="Members">As the CRM said last; 0 when it said nothing.</param>
public sealed record SeatOccupancy(long Seats, long Members);

/// <summary>Keeps what the CRM says of a tenant's members, so that nobody takes away a seat that is in use.</summary>
public sealed class SeatUse(Database database, SeatUseRepository seatUse, SubscriptionRepository subscriptions, TimeProvider time)
{
    /// <summary>The CRM's word is taken as it is, also above the seats: it is told by the answer and by the entitlement.</summary>
    /// <exception cref="BillingException">404 <c>tenant_not_found</c>.</exception>
    public Task<SeatOccupancy> SetMembersAsync(Guid tenantId, long members, CancellationToken cancellationToken) => database.InTenantAsync(
        tenantId,
        async work =>
        {
            if (!await seatUse.TenantExistsAsync(work, tenantId))
                throw BillingException.NotFound("tenant_not_found", "The CRM knows no such tenant.");
            await seatUse.SetAsync(work, tenantId, members, time.GetUtcNow());
            return new SeatOccupancy((await subscriptions.FindLiveAsync(work, tenantId))?.Quantity ?? 0, members);
        },
        cancellationToken);
}
