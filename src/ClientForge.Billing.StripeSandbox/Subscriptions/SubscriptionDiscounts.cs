using ClientForge.Billing.StripeSandbox.Discounts;
using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>Where a discount is hung.</summary>
internal sealed record DiscountTarget
{
    public required string Customer { get; init; }

    public required string Currency { get; init; }

    /// <summary>Unix seconds.</summary>
    public required long Now { get; init; }

    public string? Subscription { get; init; }

    public string? SubscriptionItem { get; init; }

    public string? Invoice { get; init; }

    public string? InvoiceItem { get; init; }

    /// <summary>What is bought, in minor units, for promotion codes with a minimum; null when it is not known.</summary>
    public long? Amount { get; init; }
}

/// <summary>Changes lists of discounts: absent keeps them, an array replaces them, empty clears them.</summary>
internal static class SubscriptionDiscounts
{
    public static IReadOnlyList<string> Change(
        UnitOfWork work, Given<IReadOnlyList<Params>> asked, IReadOnlyList<string> current, Subscription subscription, string? item = null) =>
        Change(work, asked, current, new()
        {
            Customer = subscription.Customer,
            Currency = subscription.Currency,
            Now = work.NowOn(subscription.TestClock),
            Subscription = subscription.Id,
            SubscriptionItem = item,
            Amount = item is null ? subscription.Items.Data.Sum(ItemPricing.ListAmount) : null,
        });

    public static IReadOnlyList<string> Change(
        UnitOfWork work, Given<IReadOnlyList<Params>> asked, IReadOnlyList<string> current, DiscountTarget target)
    {
        if (!asked.IsGiven || asked.Value is { Count: 0 })
            return current;
        string[] ids = [.. (asked.Value ?? []).Select(entry => Redeem(work, entry, target).Id)];
        return ids.Distinct().Count() == ids.Length
            ? ids
            : throw Errors.Invalid("You may not apply the same discount twice.", "discounts");
    }

    private static Discount Redeem(UnitOfWork work, Params entry, DiscountTarget target)
    {
        entry.Exclusive("coupon", "promotion_code");
        entry.Exclusive("coupon", "discount");
        entry.Exclusive("discount", "promotion_code");
        if (entry.String("discount") is { } existing)
            return work.FromParam<Discount>(existing, entry.Path("discount"));
        if (entry.String("promotion_code") is { } promotion)
            return Create(work, Promotion(work, promotion, entry.Path("promotion_code"), target), promotion, entry.Path("promotion_code"), target);
        var coupon = entry.String("coupon") ?? throw Errors.Missing(entry.Path("coupon"));
        return Create(work, coupon, null, entry.Path("coupon"), target);
    }

    private static string Promotion(UnitOfWork work, string id, string param, DiscountTarget target)
    {
        var paidBefore = work.Table<Invoice>().Where(Invoice.CustomerIndex, target.Customer).Any(invoice => invoice.AmountPaid > 0);
        var code = Redemption.RequirePromotion(work, id, param, target.Customer, paidBefore);
        if (code.Restrictions.MinimumAmount is { } minimum && target.Amount < minimum)
            throw Errors.Invalid("This promotion code cannot be redeemed because the amount is below its minimum.", param);
        return code.Promotion.Coupon;
    }

    private static Discount Create(UnitOfWork work, string couponId, string? promotion, string param, DiscountTarget target)
    {
        var coupon = Redemption.Require(work, couponId, param, target.Currency);
        var months = coupon.Duration == "repeating" ? coupon.DurationInMonths : null;
        return Redemption.Redeem(work, new Discount
        {
            Id = Ids.New("di"),
            Customer = target.Customer,
            End = months is { } count ? BillingPeriods.AddMonths(target.Now, (int)count) : null,
            Invoice = target.Invoice,
            InvoiceItem = target.InvoiceItem,
            PromotionCode = promotion,
            Source = new DiscountSource(coupon.Id),
            Start = target.Now,
            Subscription = target.Subscription,
            SubscriptionItem = target.SubscriptionItem,
        });
    }
}
