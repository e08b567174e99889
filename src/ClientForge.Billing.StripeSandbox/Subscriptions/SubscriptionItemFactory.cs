using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Tax;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>Makes and changes the items of a subscription by what a request asks for.</summary>
internal static class SubscriptionItemFactory
{
    /// <summary>A new item; its price is checked.</summary>
    public static SubscriptionItem New(UnitOfWork work, ItemParameters asked, Subscription subscription, Period period)
    {
        var price = RequirePrice(work, asked);
        RequireFit(price, asked, subscription.Currency);
        var item = new SubscriptionItem
        {
            Id = Ids.New("si"),
            Created = work.NowOn(subscription.TestClock),
            CurrentPeriodEnd = period.End,
            CurrentPeriodStart = period.Start,
            Metadata = asked.Source.Metadata(),
            Plan = Plan.Of(price),
            Price = price,
            Quantity = Quantity(price, asked, 1),
            Subscription = subscription.Id,
            TaxRates = TaxRates(work, asked.TaxRates, asked.Source.Path("tax_rates")) ?? [],
        };
        return item with { Discounts = Discounts(work, asked, subscription, item.Id, []) };
    }

    /// <summary>An item with what the request changes; a new price without a quantity starts at one again.</summary>
    public static SubscriptionItem Change(UnitOfWork work, ItemParameters asked, Subscription subscription, SubscriptionItem item)
    {
        var price = asked.Price is null && asked.PriceData is null ? item.Price : RequirePrice(work, asked);
        RequireFit(price, asked, subscription.Currency);
        return item with
        {
            Discounts = Discounts(work, asked, subscription, item.Id, item.Discounts),
            Metadata = asked.Source.Metadata(item.Metadata),
            Plan = Plan.Of(price),
            Price = price,
            Quantity = Quantity(price, asked, price.Id == item.Price.Id ? item.Quantity ?? 1 : 1),
            TaxRates = TaxRates(work, asked.TaxRates, asked.Source.Path("tax_rates")) ?? item.TaxRates,
        };
    }

    /// <summary>The tax rates a parameter names; null when it was not sent, empty when it was cleared.</summary>
    public static IReadOnlyList<TaxRate>? TaxRates(UnitOfWork work, Given<IReadOnlyList<string>> asked, string param) =>
        asked.IsGiven ? [.. (asked.Value ?? []).Select((id, i) => work.FromParam<TaxRate>(id, $"{param}[{i}]"))] : null;

    /// <summary>The price an item names, or an inline one made for it.</summary>
    public static Price RequirePrice(UnitOfWork work, ItemParameters asked)
    {
        if (asked.PriceData is { } data)
            return InlinePrices.Create(work, data);
        if (asked.Price is null)
            throw Errors.Missing(asked.Source.Path("price"));
        var price = work.FromParam<Price>(asked.Price, asked.Source.Path("price"));
        return price.Active
            ? price
            : throw Errors.Invalid(
                $"The price specified is inactive. This field only accepts active prices.", asked.Source.Path("price"));
    }

    /// <summary>Stripe refuses the same price twice in one subscription.</summary>
    public static void RequireDistinct(IReadOnlyList<SubscriptionItem> items)
    {
        var twice = items.GroupBy(item => item.Price.Id).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw Errors.Invalid($"Cannot add multiple subscription items with the same plan: {twice.Key}", "plan");
    }

    /// <summary>Classic billing bills all items together, so they need one interval.</summary>
    public static void RequireOneInterval(BillingMode mode, IReadOnlyList<SubscriptionItem> items)
    {
        if (mode.Type == "classic" && items.Select(item => ItemPricing.Interval(item.Price)).Distinct().Count() > 1)
        {
            throw Errors.Invalid(
                "Currently, all prices on a subscription must have the same `recurring.interval` and `recurring.interval_count` values.", "items");
        }
    }

    private static void RequireFit(Price price, ItemParameters asked, string currency)
    {
        if (price.Recurring is null)
        {
            throw Errors.Invalid(
                "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.", asked.Source.Path("price"));
        }
        if (price.Currency != currency)
        {
            throw Errors.Invalid(
                $"The price specified only supports `{price.Currency}`. This doesn't match the expected currency: `{currency}`.",
                asked.Source.Path("price"));
        }
    }

    private static long? Quantity(Price price, ItemParameters asked, long otherwise)
    {
        if (!ItemPricing.IsMetered(price))
            return asked.Quantity ?? otherwise;
        return asked.Quantity is null
            ? null
            : throw Errors.Invalid("You may not specify a quantity for a metered price.", asked.Source.Path("quantity"));
    }

    private static IReadOnlyList<string> Discounts(
        UnitOfWork work, ItemParameters asked, Subscription subscription, string item, IReadOnlyList<string> current) =>
        SubscriptionDiscounts.Change(work, asked.Discounts, current, subscription, item);
}
