using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Services.Audit;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.StripeApi;

namespace ClientForge.Billing.Services.Plans;

/// <summary>Ops' coupons, mirrored to Stripe's.</summary>
public sealed class CouponService(Database database, CouponRepository coupons, PlanMirror mirror, StripeIntents intents, AuditTrail audit, TimeProvider time)
{
    public Task<IReadOnlyList<CouponRow>> ListAsync(CancellationToken cancellationToken) => database.AsSystemAsync(coupons.ListAsync, cancellationToken);

    /// <summary>Adds a coupon and makes it known to Stripe. <see cref="CouponRow.Id"/> and times are set here.</summary>
    /// <exception cref="BillingException">409 <c>coupon_code_taken</c>: an active coupon has that code, in whatever case.</exception>
    public async Task<CouponRow> CreateAsync(CouponRow draft, string actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var coupon = draft with { Id = Guid.CreateVersion7(now), CreatedAt = now, Active = true };
        await database.AsSystemAsync(
            async work =>
            {
                if (!await coupons.AddAsync(work, coupon))
                    throw BillingException.Conflict("coupon_code_taken", $"There is an active coupon '{coupon.Code}' already.");
                await TellAsync(work, "coupon.created", coupon, actor, reason: null);
            },
            cancellationToken);
        await mirror.RunAsync(cancellationToken);
        return await database.AsSystemAsync(async work => (await coupons.LockAsync(work, coupon.Id))!, cancellationToken);
    }

    /// <summary>Ends a coupon: nobody can redeem it any more, who has it keeps it.</summary>
    /// <exception cref="BillingException">404 <c>coupon_not_found</c>; 409 <c>coupon_archived</c>.</exception>
    public async Task<CouponRow> ArchiveAsync(Guid couponId, string reason, string actor, CancellationToken cancellationToken)
    {
        var archived = await database.AsSystemAsync(work => ArchiveAsync(work, couponId, reason, actor), cancellationToken);
        if (archived.StripeCouponId is { } stripeCouponId)
            await intents.RunAsync(
                new IntentPlan
                {
                    TenantId = null,
                    Id = intents.NewId(),
                    Kind = "coupon.delete",
                    NaturalKey = couponId.ToString(),
                    ObjectType = "coupon",
                    Call = await PlanMirrorCalls.CouponDeletionAsync(stripeCouponId),
                    Actor = actor,
                },
                cancellationToken);
        return archived;
    }

    private async Task<CouponRow> ArchiveAsync(Work work, Guid couponId, string reason, string actor)
    {
        var coupon = await coupons.LockAsync(work, couponId) ?? throw BillingException.NotFound("coupon_not_found", "There is no such coupon.");
        if (!coupon.Active)
            throw BillingException.Conflict("coupon_archived", "The coupon is archived.");
        var now = time.GetUtcNow();
        await coupons.ArchiveAsync(work, couponId, now);
        await TellAsync(work, "coupon.archived", coupon, actor, reason);
        return coupon with { Active = false, ArchivedAt = now };
    }

    private Task TellAsync(Work work, string action, CouponRow coupon, string actor, string? reason) => audit.AppendAsync(work, new AuditedChange
    {
        TenantId = null,
        Actor = actor,
        Action = action,
        ObjectType = "coupon",
        ObjectId = coupon.Id.ToString(),
        After = new { coupon.Code, coupon.PercentOff, coupon.AmountOff, coupon.Currency, coupon.Duration, coupon.DurationInMonths, coupon.MaxRedemptions },
        Reason = reason,
    });
}
