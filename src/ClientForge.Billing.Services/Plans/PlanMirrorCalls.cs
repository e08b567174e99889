using System.Globalization;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Services.StripeApi;
using ClientForge.Billing.Services.Usage;
using Stripe;
using Stripe.Billing;

namespace ClientForge.Billing.Services.Plans;

/// <summary>The catalogue in Stripe's words. Nothing here sends anything.</summary>
internal static class PlanMirrorCalls
{
    private const string CodeKey = "plan_code";

    public static Task<StripeCall> ProductAsync(PlanRow plan, Guid operationId) => StripeCall.CaptureAsync(stripe => stripe.V1.Products.CreateAsync(new ProductCreateOptions
    {
        Name = plan.Name,
        UnitLabel = "seat",
        Metadata = Metadata(operationId, ("plan_id", plan.Id.ToString()), (CodeKey, plan.Code)),
    }));

    public static Task<StripeCall> ProductChangeAsync(PlanRow plan, Guid operationId) => StripeCall.CaptureAsync(stripe => stripe.V1.Products.UpdateAsync(
        plan.StripeProductId,
        new ProductUpdateOptions { Name = plan.Name, Active = plan.Active, Metadata = Metadata(operationId) }));

    /// <summary>A metric's own product: it names the lines of its usage on invoices.</summary>
    public static Task<StripeCall> MetricProductAsync(MetricRow metric, Guid operationId) => StripeCall.CaptureAsync(stripe => stripe.V1.Products.CreateAsync(new ProductCreateOptions
    {
        Name = metric.DisplayName,
        UnitLabel = metric.Unit,
        Metadata = Metadata(operationId, ("metric", metric.Metric)),
    }));

    public static Task<StripeCall> MeterAsync(MetricRow metric) => StripeCall.CaptureAsync(stripe => stripe.V1.Billing.Meters.CreateAsync(new MeterCreateOptions
    {
        DisplayName = metric.DisplayName,
        EventName = metric.EventName,
        DefaultAggregation = new MeterDefaultAggregationOptions { Formula = UsageStaging.FormulaOf(metric.Aggregation) },
        CustomerMapping = new MeterCustomerMappingOptions { Type = "by_id", EventPayloadKey = "stripe_customer_id" },
        ValueSettings = new MeterValueSettingsOptions { EventPayloadKey = "value" },
    }));

    public static Task<StripeCall> PriceAsync(UnmirroredPrice price, Guid operationId) => StripeCall.CaptureAsync(stripe => stripe.V1.Prices.CreateAsync(new PriceCreateOptions
    {
        Product = price.StripeProductId,
        Currency = price.Currency,
        UnitAmount = price.UnitAmount,
        TaxBehavior = "exclusive",
        Recurring = new PriceRecurringOptions { Interval = price.Interval, UsageType = "licensed" },
        Metadata = Metadata(operationId, ("plan_price_id", price.Id.ToString())),
    }));

    public static Task<StripeCall> MeterPriceAsync(UnmirroredMeterPrice price, Guid operationId) =>
        StripeCall.CaptureAsync(stripe => stripe.V1.Prices.CreateAsync(MeterPrice(price, operationId)));

    private static PriceCreateOptions MeterPrice(UnmirroredMeterPrice price, Guid operationId)
    {
        var isPackage = price.Pricing == "package";
        return new PriceCreateOptions
        {
            Product = price.StripeProductId,
            Currency = price.Currency,
            Nickname = $"{price.PlanName} {price.Interval}ly",
            BillingScheme = isPackage ? "per_unit" : "tiered",
            TiersMode = isPackage ? null : price.Pricing == "volume" ? "volume" : "graduated",
            Tiers = isPackage ? null : Tiers(price),
            UnitAmountDecimal = isPackage ? Trim(price.UnitAmountDecimal!.Value) : null,
            TransformQuantity = isPackage ? new PriceTransformQuantityOptions { DivideBy = price.PackageSize, Round = "up" } : null,
            TaxBehavior = "exclusive",
            Recurring = new PriceRecurringOptions { Interval = price.Interval, UsageType = "metered", Meter = price.StripeMeterId },
            Metadata = Metadata(operationId, ("plan_meter_id", price.Id.ToString())),
        };
    }

    public static Task<StripeCall> CouponAsync(CouponRow coupon, Guid operationId) => StripeCall.CaptureAsync(stripe => stripe.V1.Coupons.CreateAsync(new CouponCreateOptions
    {
        Name = coupon.Name ?? coupon.Code,
        PercentOff = coupon.PercentOff,
        AmountOff = coupon.AmountOff,
        Currency = coupon.Currency,
        Duration = coupon.Duration,
        DurationInMonths = coupon.DurationInMonths,
        MaxRedemptions = coupon.MaxRedemptions,
        RedeemBy = coupon.RedeemBy?.UtcDateTime,
        Metadata = Metadata(operationId, ("coupon_code", coupon.Code)),
    }));

    public static Task<StripeCall> CouponDeletionAsync(string stripeCouponId) =>
        StripeCall.CaptureAsync(stripe => stripe.V1.Coupons.DeleteAsync(stripeCouponId));

    /// <summary>
    /// Graduated tiers: what is included costs nothing, and our tiers, which count above it, begin where it ends.
    /// </summary>
    internal static List<PriceTierOptions> Tiers(UnmirroredMeterPrice price)
    {
        var tiers = new List<PriceTierOptions>();
        if (price.Included > 0)
            tiers.Add(new PriceTierOptions { UpTo = price.Included, UnitAmountDecimal = 0 });
        if (price.UnitAmountDecimal is { } flat)
            tiers.Add(new PriceTierOptions { UpTo = PriceTierUpTo.Inf, UnitAmountDecimal = Trim(flat) });
        foreach (var tier in price.Tiers?.Read<MeterTier[]>() ?? [])
            tiers.Add(Tier(tier, price.Included));
        return tiers;
    }

    private static PriceTierOptions Tier(MeterTier tier, long included)
    {
        var options = new PriceTierOptions
        {
            UnitAmountDecimal = Trim(decimal.Parse(tier.UnitAmountDecimal, CultureInfo.InvariantCulture)),
            FlatAmount = tier.FlatAmount,
        };
        if (tier.UpTo is { } upTo)
            options.UpTo = upTo + included;
        else
            options.UpTo = PriceTierUpTo.Inf;
        return options;
    }

    // The column keeps twelve decimals; Stripe takes at most twelve and the fewest are easiest to read.
    private static decimal Trim(decimal value) => value / 1.000000000000000000000000000000000m;

    private static Dictionary<string, string> Metadata(Guid operationId, params (string Key, string Value)[] more)
    {
        var metadata = more.ToDictionary(pair => pair.Key, pair => pair.Value);
        metadata[MetadataKeys.OperationId] = operationId.ToString();
        return metadata;
    }
}
