using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.SubscriptionSchedules;

/// <summary>Reads the phases of a schedule.</summary>
internal static class PhaseReader
{
    /// <summary>The phases in order; the first starts at <paramref name="start"/> (Unix seconds) unless it says otherwise.</summary>
    public static IReadOnlyList<SchedulePhase> Read(UnitOfWork work, IReadOnlyList<Params> asked, long start, string currency)
    {
        var phases = new List<SchedulePhase>();
        foreach (var source in asked)
        {
            var phase = Phase(work, source, start, currency);
            if (phase.EndDate <= phase.StartDate)
                throw Errors.Invalid("A phase must end after it starts.", source.Path("end_date"));
            if (phases.Count > 0 && phase.StartDate != phases[^1].EndDate)
                throw Errors.Invalid("The start of a phase must equal the end of the one before.", source.Path("start_date"));
            phases.Add(phase);
            start = phase.EndDate;
        }
        return phases;
    }

    private static SchedulePhase Phase(UnitOfWork work, Params source, long start, string currency)
    {
        source.RefuseUnmodelled("billing_thresholds");
        source.Ignore(
            "add_invoice_items", "application_fee_percent", "automatic_tax", "invoice_settings", "on_behalf_of", "transfer_data", "currency");
        var items = source.Hashes("items", 20).Value ?? throw Errors.Missing(source.Path("items"));
        PhaseItem[] read = [.. items.Select(item => Item(work, item))];
        var begins = source.String("start_date") == "now" ? start : source.Timestamp("start_date") ?? start;
        return new()
        {
            BillingCycleAnchor = source.Word("billing_cycle_anchor", "automatic", "phase_start"),
            CollectionMethod = source.Word("collection_method", "charge_automatically", "send_invoice"),
            Currency = currency,
            DefaultPaymentMethod = source.String("default_payment_method"),
            DefaultTaxRates = SubscriptionItemFactory.TaxRates(work, source.Strings("default_tax_rates", 5), source.Path("default_tax_rates")) ?? [],
            Description = source.String("description", 500),
            Discounts = Discounts(source),
            EndDate = End(work, source, begins, read),
            Items = read,
            Metadata = source.Metadata(),
            ProrationBehavior = SubscriptionParameterReader.Proration(source),
            StartDate = begins,
            TrialEnd = source.Bool("trial") == true ? End(work, source, begins, read) : source.Timestamp("trial_end"),
        };
    }

    /// <summary>The end asked for, or the given number of intervals later; one of the first item's by default.</summary>
    private static long End(UnitOfWork work, Params source, long start, PhaseItem[] items)
    {
        source.Exclusive("end_date", "duration");
        source.Exclusive("end_date", "iterations");
        if (source.Timestamp("end_date") is { } end)
            return end;
        if (source.Hash("duration") is { } duration)
        {
            var word = duration.Word("interval", "day", "week", "month", "year") ?? throw Errors.Missing(duration.Path("interval"));
            return BillingPeriods.Boundary(new(start), BillingInterval.Of(word, (int)(duration.Long("interval_count", 1, 1095) ?? 1)), 1);
        }
        var interval = ItemPricing.Interval(work.Get<Price>(items[0].Price));
        return BillingPeriods.Boundary(new(start), interval, (int)(source.Long("iterations", 1, 100) ?? 1));
    }

    private static PhaseItem Item(UnitOfWork work, Params source)
    {
        var asked = ItemParameters.Read(source);
        var price = SubscriptionItemFactory.RequirePrice(work, asked);
        if (price.Recurring is null)
            throw Errors.Invalid("Phases need recurring prices.", source.Path("price"));
        return new()
        {
            Discounts = Discounts(source),
            Metadata = source.Metadata(),
            Plan = Plan.Of(price),
            Price = price.Id,
            Quantity = ItemPricing.IsMetered(price) ? null : asked.Quantity ?? 1,
            TaxRates = SubscriptionItemFactory.TaxRates(work, asked.TaxRates, source.Path("tax_rates")) ?? [],
        };
    }

    private static IReadOnlyList<PhaseDiscount> Discounts(Params source) =>
    [
        .. (source.Hashes("discounts", 20).Value ?? []).Select(entry => new PhaseDiscount
        {
            Coupon = entry.String("coupon"),
            Discount = entry.String("discount"),
            PromotionCode = entry.String("promotion_code"),
        }),
    ];
}
