using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>Periods that end early because the subscription does (<c>cancel_at</c> inside a period), and their restoration.</summary>
internal static class PeriodCuts
{
    /// <summary>Cuts or restores the items' periods for the plan's end and adds the prorations of it.</summary>
    public static ChangePlan Apply(UnitOfWork work, ChangePlan plan, SubscriptionParameters asked)
    {
        var prorates = asked.NeedsProration && plan.After.Status != SubscriptionStatus.Trialing;
        var lines = plan.Prorations.ToList();
        var items = new List<SubscriptionItem>();
        var nets = Prorations.Nets(work, plan.After, plan.After.Items.Data);
        foreach (var item in plan.After.Items.Data)
        {
            var placed = item with { CurrentPeriodEnd = End(plan.After, item) };
            items.Add(placed);
            if (prorates && nets.TryGetValue(item.Id, out var net) && placed.CurrentPeriodEnd != item.CurrentPeriodEnd)
                lines.AddRange(Lines(work, plan.After, item, placed, net));
        }
        return plan with
        {
            After = BillingCycle.WithItems(plan.After, items),
            InvoicesNow = plan.InvoicesNow || (asked.InvoicesNow && lines.Count > 0),
            Prorations = lines,
        };
    }

    private static long End(Subscription subscription, SubscriptionItem item)
    {
        if (subscription.Status == SubscriptionStatus.Trialing)
            return item.CurrentPeriodEnd;
        var whole = BillingCycle.Whole(subscription, item, item.CurrentPeriodStart).End;
        return subscription.CancelAt is { } end ? Math.Min(end, whole) : whole;
    }

    private static IEnumerable<PlannedProration> Lines(UnitOfWork work, Subscription after, SubscriptionItem was, SubscriptionItem placed, long net)
    {
        if (placed.CurrentPeriodEnd < was.CurrentPeriodEnd)
            return Prorations.PlannerFor(work, after, placed.CurrentPeriodEnd).Credits(was, net);
        var whole = BillingCycle.Whole(after, placed, placed.CurrentPeriodStart);
        return Prorations.PlannerFor(work, after, was.CurrentPeriodEnd).Debit(placed, net, whole) is { } debit ? [debit] : [];
    }
}
