using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Services.StripeApi;
using Stripe;
using Stripe.Billing;

namespace ClientForge.Billing.Services.Plans;

/// <summary>
/// Brings Stripe's products, prices, meters and coupons up to our catalogue. Each part is an intent named by our row, so a
/// run that was cut off, or that another replica makes at the same time, creates nothing twice.
/// </summary>
public sealed class PlanMirror(Database database, PlanMirrorRepository mirror, CouponRepository coupons, StripeIntents intents, StripeClient stripe)
{
    private const string Actor = "job:plan-mirror";
    private const int Concurrency = 4;

    /// <summary>Whether anything on sale is unknown to Stripe.</summary>
    public Task<bool> IsIncompleteAsync(CancellationToken cancellationToken) => database.AsSystemAsync(mirror.IsIncompleteAsync, cancellationToken);

    /// <summary>Creates what Stripe lacks.</summary>
    /// <returns>How many objects were made, or found to have been made, now.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var plans = await database.AsSystemAsync(mirror.ListPlansAsync, cancellationToken);
        var metrics = await database.AsSystemAsync(mirror.ListMetricsAsync, cancellationToken);
        var made = await ForEachAsync(plans, MirrorPlanAsync, cancellationToken) + await ForEachAsync(metrics, MirrorMetricAsync, cancellationToken);

        var prices = await database.AsSystemAsync(mirror.ListPricesAsync, cancellationToken);
        var meterPrices = await database.AsSystemAsync(mirror.ListMeterPricesAsync, cancellationToken);
        made += await ForEachAsync(prices, MirrorPriceAsync, cancellationToken) + await ForEachAsync(meterPrices, MirrorMeterPriceAsync, cancellationToken);

        var newCoupons = await database.AsSystemAsync(coupons.ListUnmirroredAsync, cancellationToken);
        return made + await ForEachAsync(newCoupons, MirrorCouponAsync, cancellationToken);
    }

    private static async Task<int> ForEachAsync<T>(IReadOnlyList<T> items, Func<T, CancellationToken, Task> mirrorOne, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(items, options, async (item, token) => await mirrorOne(item, token));
        return items.Count;
    }

    private Task MirrorPlanAsync(PlanRow plan, CancellationToken cancellationToken) => CreateAsync(
        "plan.product.create", plan.Id.ToString(), "product", id => PlanMirrorCalls.ProductAsync(plan, id),
        (work, stripeId) => mirror.SetProductAsync(work, plan.Id, stripeId), cancellationToken);

    private Task MirrorPriceAsync(UnmirroredPrice price, CancellationToken cancellationToken) => CreateAsync(
        "plan.price.create", price.Id.ToString(), "price", id => PlanMirrorCalls.PriceAsync(price, id),
        (work, stripeId) => mirror.SetPriceAsync(work, price.Id, stripeId), cancellationToken);

    private Task MirrorMeterPriceAsync(UnmirroredMeterPrice price, CancellationToken cancellationToken) => CreateAsync(
        "plan.price.create", price.Id.ToString(), "price", id => PlanMirrorCalls.MeterPriceAsync(price, id),
        (work, stripeId) => mirror.SetMeterPriceAsync(work, price.Id, stripeId), cancellationToken);

    private Task MirrorCouponAsync(CouponRow coupon, CancellationToken cancellationToken) => CreateAsync(
        "coupon.create", coupon.Id.ToString(), "coupon", id => PlanMirrorCalls.CouponAsync(coupon, id),
        (work, stripeId) => coupons.SetStripeIdAsync(work, coupon.Id, stripeId), cancellationToken);

    private async Task MirrorMetricAsync(MetricRow metric, CancellationToken cancellationToken)
    {
        if (metric.StripeProductId is null)
            await CreateAsync(
                "metric.product.create", metric.Metric, "product", id => PlanMirrorCalls.MetricProductAsync(metric, id),
                (work, stripeId) => mirror.SetMetricProductAsync(work, metric.Metric, stripeId), cancellationToken);
        if (metric.StripeMeterId is not null)
            return;
        if (await FindMeterAsync(metric.EventName, cancellationToken) is { } existing)
            await database.AsSystemAsync(work => mirror.SetMeterAsync(work, metric.Metric, existing), cancellationToken);
        else
            await CreateAsync(
                "metric.meter.create", metric.Metric, "billing.meter", _ => PlanMirrorCalls.MeterAsync(metric),
                (work, stripeId) => mirror.SetMeterAsync(work, metric.Metric, stripeId), cancellationToken);
    }

    // An event name belongs to one active meter of the account: an earlier database of the same account may have made it.
    private async Task<string?> FindMeterAsync(string eventName, CancellationToken cancellationToken)
    {
        await foreach (var meter in stripe.V1.Billing.Meters.ListAutoPagingAsync(new MeterListOptions { Status = "active", Limit = 100 }, cancellationToken: cancellationToken))
        {
            if (meter.EventName == eventName)
                return meter.Id;
        }

        return null;
    }

    private async Task CreateAsync(
        string kind, string naturalKey, string objectType, Func<Guid, Task<StripeCall>> call, Func<Work, string, Task> record, CancellationToken cancellationToken)
    {
        var id = intents.NewId();
        var plan = new IntentPlan { TenantId = null, Id = id, Kind = kind, NaturalKey = naturalKey, ObjectType = objectType, Call = await call(id), Actor = Actor };
        var intent = await database.AsSystemAsync(work => intents.PlanAsync(work, plan), cancellationToken);
        var stripeId = (await intents.SendOrAwaitAsync(intent, cancellationToken)).EnsureSucceeded();
        await database.AsSystemAsync(work => record(work, stripeId), cancellationToken);
    }
}
