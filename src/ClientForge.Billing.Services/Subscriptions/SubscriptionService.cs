using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>
/// A tenant's subscription: every command, and how it stands. What Stripe would refuse is refused before it is asked, with the
/// reason; commands of one tenant happen one after the other.
/// </summary>
public sealed class SubscriptionService(
    SubscriptionReader reader,
    SubscriptionCreation creation,
    SubscriptionChanges changes,
    SubscriptionSchedules schedules,
    SubscriptionEnding ending,
    SubscriptionCoupons coupons)
{
    /// <summary>Subscribes the tenant, with a trial or a first payment.</summary>
    /// <returns>The subscription; with <see cref="SubscriptionView.NextAction"/> when the bank wants the payer.</returns>
    /// <exception cref="BillingException">
    /// 402 when the first payment was declined, and nothing is left behind; 409 <c>subscription_exists</c>,
    /// <c>operation_in_progress</c>; 422 <c>plan_not_found</c>, <c>plan_archived</c>, <c>price_not_found</c>,
    /// <c>seats_above_plan_limit</c>, <c>currency_mismatch</c>, <c>payment_method_required</c>, <c>payment_method_not_found</c>,
    /// <c>coupon_…</c>; 502.
    /// </exception>
    public async Task<SubscriptionView> CreateSubscriptionAsync(RequestContext context, SubscribeOrder order, CancellationToken cancellationToken)
    {
        await creation.CreateAsync(context, order, cancellationToken);
        return await reader.GetAsync(context.TenantId, cancellationToken);
    }

    /// <summary>Changes plan, interval, seats, coupon or trial: now, or with the period's end.</summary>
    /// <exception cref="BillingException">
    /// 402 when the change's invoice was declined, and nothing changed; 404 <c>subscription_not_found</c>; 409
    /// <c>subscription_ended</c> and the other states' codes; 422 as for a new subscription.
    /// </exception>
    public async Task<SubscriptionView> UpdateSubscriptionAsync(RequestContext context, SubscriptionChange change, CancellationToken cancellationToken)
    {
        if (change.AtPeriodEnd)
        {
            await schedules.ScheduleAsync(context, change, cancellationToken);
            return await reader.GetAsync(context.TenantId, cancellationToken);
        }

        var before = (await reader.GetAsync(context.TenantId, cancellationToken)).Row;
        await changes.ApplyAsync(context, change, cancellationToken);

        // Afterwards: a declined change leaves the scheduled one as it was.
        if (change.PlanId is not null || change.Interval is not null)
            await schedules.ReleaseAsync(context, before, cancellationToken);
        else
            await schedules.CarrySeatsAsync(context, before, cancellationToken);
        return await reader.GetAsync(context.TenantId, cancellationToken);
    }

    /// <summary>Moves to another plan now.</summary>
    /// <exception cref="BillingException">As <see cref="UpdateSubscriptionAsync"/>.</exception>
    public Task<SubscriptionView> ChangePlanAsync(RequestContext context, Guid newPlanId, string prorationBehavior, CancellationToken cancellationToken) =>
        UpdateSubscriptionAsync(context, new SubscriptionChange { PlanId = newPlanId, ProrationBehavior = prorationBehavior }, cancellationToken);

    /// <summary>Adds seats, or takes them away when negative, to what there is when its turn comes: parallel calls add up.</summary>
    /// <exception cref="BillingException">As <see cref="UpdateSubscriptionAsync"/>; 422 <c>seats_below_one</c>.</exception>
    public Task<SubscriptionView> AddSeatsAsync(RequestContext context, long delta, CancellationToken cancellationToken) =>
        UpdateSubscriptionAsync(context, new SubscriptionChange { SeatsDelta = delta }, cancellationToken);

    /// <inheritdoc cref="SubscriptionEnding.CancelAsync"/>
    public async Task<SubscriptionView> CancelSubscriptionAsync(
        RequestContext context, bool atPeriodEnd, CancellationToken cancellationToken, bool credit = false)
    {
        // An incomplete one is none of the tenant's afterwards; the answer shows it ended all the same.
        var ended = await ending.CancelAsync(context, atPeriodEnd, credit, cancellationToken);
        return await reader.GetAsync(ended, cancellationToken);
    }

    /// <summary>Takes the change that waits for the period's end back.</summary>
    /// <exception cref="BillingException">404; 409 <c>subscription_ended</c>, <c>subscription_not_scheduled</c>.</exception>
    public async Task<SubscriptionView> UnscheduleChangeAsync(RequestContext context, CancellationToken cancellationToken)
    {
        var before = (await reader.GetAsync(context.TenantId, cancellationToken)).Row;
        SubscriptionRules.EnsureAllowed(SubscriptionCommand.Unschedule, before);
        await schedules.ReleaseAsync(context, before, cancellationToken);
        return await reader.GetAsync(context.TenantId, cancellationToken);
    }

    /// <summary>Takes a cancellation at the period's end back.</summary>
    /// <exception cref="BillingException">404; 409 <c>subscription_ended</c>, <c>subscription_not_canceling</c>.</exception>
    public async Task<SubscriptionView> ReactivateSubscriptionAsync(RequestContext context, CancellationToken cancellationToken)
    {
        await ending.ReactivateAsync(context, cancellationToken);
        return await reader.GetAsync(context.TenantId, cancellationToken);
    }

    /// <inheritdoc cref="SubscriptionEnding.PauseAsync"/>
    public async Task<SubscriptionView> PauseSubscriptionAsync(RequestContext context, DateTimeOffset? resumesAt, CancellationToken cancellationToken)
    {
        await ending.PauseAsync(context, resumesAt, cancellationToken);
        return await reader.GetAsync(context.TenantId, cancellationToken);
    }

    /// <summary>Collects again.</summary>
    /// <exception cref="BillingException">404; 409 <c>subscription_ended</c>, <c>subscription_not_paused</c>.</exception>
    public async Task<SubscriptionView> ResumeSubscriptionAsync(RequestContext context, CancellationToken cancellationToken)
    {
        await ending.ResumeAsync(context, cancellationToken);
        return await reader.GetAsync(context.TenantId, cancellationToken);
    }

    /// <inheritdoc cref="SubscriptionCoupons.ApplyAsync"/>
    public async Task<SubscriptionView> ApplyCouponAsync(RequestContext context, string code, CancellationToken cancellationToken)
    {
        await coupons.ApplyAsync(context, code, cancellationToken);
        return await reader.GetAsync(context.TenantId, cancellationToken);
    }

    /// <inheritdoc cref="SubscriptionCoupons.RemoveAsync"/>
    public async Task<SubscriptionView> RemoveCouponAsync(RequestContext context, CancellationToken cancellationToken)
    {
        await coupons.RemoveAsync(context, cancellationToken);
        return await reader.GetAsync(context.TenantId, cancellationToken);
    }

    /// <summary>How the tenant's subscription stands: the live one, or else the last one that had begun.</summary>
    /// <exception cref="BillingException">404 <c>subscription_not_found</c>: there never was one.</exception>
    public Task<SubscriptionView> GetSubscriptionStatusAsync(Guid tenantId, CancellationToken cancellationToken) => reader.GetAsync(tenantId, cancellationToken);
}
