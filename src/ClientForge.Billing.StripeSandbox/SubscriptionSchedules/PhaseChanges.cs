using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.SubscriptionSchedules;

/// <summary>Says a phase as the change that brings a subscription into it.</summary>
internal static class PhaseChanges
{
    /// <summary>The parameters of the subscription that a first phase makes.</summary>
    public static SubscriptionParameters ForCreation(SchedulePhase phase)
    {
        var form = new Form();
        for (var i = 0; i < phase.Items.Count; i++)
            form.Item(i, null, phase.Items[i]);
        form.Settings(phase);
        form.Set("proration_behavior", phase.ProrationBehavior);
        if (phase.TrialEnd is { } trialEnd)
            form.Set("trial_end", Text(trialEnd));
        return SubscriptionParameterReader.Create(form.Read());
    }

    /// <summary>
    /// The change from the subscription's items to the phase's; null when it has them already. Items of the same price stay, others are reused in
    /// order, what is left over goes.
    /// </summary>
    public static SubscriptionParameters? For(Subscription subscription, SchedulePhase phase, string prorationBehavior)
    {
        var free = subscription.Items.Data.ToList();
        var matched = phase.Items.Select(item => Take(free, found => found.Price.Id == item.Price)).ToList();
        for (var i = 0; i < matched.Count; i++)
            matched[i] ??= Take(free, _ => true);
        if (free.Count == 0 && matched.Zip(phase.Items).All(pair => Same(pair.First, pair.Second)))
            return null;
        var form = new Form();
        for (var i = 0; i < phase.Items.Count; i++)
            form.Item(i, matched[i], phase.Items[i]);
        for (var i = 0; i < free.Count; i++)
            form.Removed(phase.Items.Count + i, free[i].Id);
        form.Settings(phase);
        form.Set("proration_behavior", prorationBehavior);
        return SubscriptionParameterReader.Update(form.Read());
    }

    private static SubscriptionItem? Take(List<SubscriptionItem> free, Func<SubscriptionItem, bool> fits)
    {
        var index = free.FindIndex(item => fits(item));
        if (index < 0)
            return null;
        var item = free[index];
        free.RemoveAt(index);
        return item;
    }

    private static bool Same(SubscriptionItem? item, PhaseItem phase) => item?.Price.Id == phase.Price && item.Quantity == phase.Quantity;

    private static string Text(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Writes a request's form, so that a phase is read and checked like any other change.</summary>
    private sealed class Form
    {
        private readonly List<string> pairs = [];

        public void Set(string name, string value) => pairs.Add(Uri.EscapeDataString(name) + "=" + Uri.EscapeDataString(value));

        public void Item(int index, SubscriptionItem? item, PhaseItem phase)
        {
            if (item is not null)
                Set($"items[{index}][id]", item.Id);
            if (item?.Price.Id != phase.Price)
                Set($"items[{index}][price]", phase.Price);
            if (phase.Quantity is { } quantity)
                Set($"items[{index}][quantity]", Text(quantity));
            for (var i = 0; i < phase.TaxRates.Count; i++)
                Set($"items[{index}][tax_rates][{i}]", phase.TaxRates[i].Id);
            Discounts($"items[{index}][discounts]", phase.Discounts);
        }

        public void Removed(int index, string id)
        {
            Set($"items[{index}][id]", id);
            Set($"items[{index}][deleted]", "true");
        }

        public void Settings(SchedulePhase phase)
        {
            if (phase.DefaultPaymentMethod is { } method)
                Set("default_payment_method", method);
            if (phase.Description is { } description)
                Set("description", description);
            for (var i = 0; i < phase.DefaultTaxRates.Count; i++)
                Set($"default_tax_rates[{i}]", phase.DefaultTaxRates[i].Id);
            Discounts("discounts", phase.Discounts);
            foreach (var (key, value) in phase.Metadata)
                Set($"metadata[{key}]", value);
        }

        public Params Read() => new(FormBody.Parse(pairs));

        private void Discounts(string name, IReadOnlyList<PhaseDiscount> discounts)
        {
            for (var i = 0; i < discounts.Count; i++)
            {
                var (kind, id) = discounts[i] switch
                {
                    { Coupon: { } coupon } => ("coupon", coupon),
                    { PromotionCode: { } promotion } => ("promotion_code", promotion),
                    var other => ("discount", other.Discount!),
                };
                Set($"{name}[{i}][{kind}]", id);
            }
        }
    }
}
