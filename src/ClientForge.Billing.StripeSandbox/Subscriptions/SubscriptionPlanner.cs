using ClientForge.Billing.StripeSandbox.Billing;
using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>What a change comes to, before anything but discounts is written.</summary>
internal sealed record ChangePlan
{
    public required Subscription After { get; init; }

    public IReadOnlyList<PlannedProration> Prorations { get; init; } = [];

    /// <summary>Usage that the change closes off: of removed items, or of all when a new cycle starts.</summary>
    public IReadOnlyList<MeteredPeriod> Metered { get; init; } = [];

    /// <summary>A new cycle starts now: the items' new periods are billed as ordinary lines.</summary>
    public bool StartsCycle { get; init; }

    /// <summary>The change is invoiced at once.</summary>
    public bool InvoicesNow { get; init; }

    /// <summary>The proration date, Unix seconds.</summary>
    public required long At { get; init; }
}

/// <summary>Works out a change of a subscription: the items and periods after it, and the prorations it causes.</summary>
internal sealed class SubscriptionPlanner
{
    private readonly UnitOfWork work;
    private readonly Subscription before;
    private readonly SubscriptionParameters asked;
    private readonly long now;
    private readonly long at;

    private SubscriptionPlanner(UnitOfWork work, Subscription before, SubscriptionParameters asked)
    {
        this.work = work;
        this.before = before;
        this.asked = asked;
        now = work.NowOn(before.TestClock);
        at = asked.ProrationDate ?? now;
    }

    private bool InTrial => before.Status == SubscriptionStatus.Trialing;

    private bool Prorates => asked.NeedsProration && !InTrial;

    public static ChangePlan Plan(UnitOfWork work, Subscription before, SubscriptionParameters asked) =>
        new SubscriptionPlanner(work, before, asked).Plan();

    private ChangePlan Plan()
    {
        RequireProrationDate();
        var settled = SubscriptionSettings.Apply(work, before, asked);
        settled = settled with
        {
            Discounts = SubscriptionDiscounts.Change(work, asked.Discounts, settled.Discounts, settled),
            Metadata = asked.Source.Metadata(settled.Metadata),
        };
        var items = ItemChanges.Apply(work, settled, asked.Items, now);
        var plan = asked.TrialEnd.Value switch
        {
            { Now: true } when InTrial => NewCycle(settled with { TrialEnd = now, Status = SubscriptionStatus.Active }, items),
            { At: { } end } => Trial(settled, items, SubscriptionBuilder.RequireTrialEnd(end, now)),
            _ when asked.AnchorNow || ResetsClassicAnchor(items) => NewCycle(settled, items),
            _ => Change(settled, items),
        };
        return WithEnd(plan);
    }

    /// <summary>Items change inside their periods: each changed one gets a credit and a debit.</summary>
    private ChangePlan Change(Subscription settled, IReadOnlyList<ItemChange> items)
    {
        var after = BillingCycle.WithItems(settled, [.. items.Where(item => item.After is not null).Select(item => Aligned(settled, item))]);
        var lines = Prorates ? ChangeLines(after, items) : [];
        var usage = InTrial ? [] : ClosedUsage(items);
        return new()
        {
            After = after,
            At = at,
            InvoicesNow = asked.InvoicesNow && lines.Count + usage.Count > 0,
            Metered = usage,
            Prorations = lines,
        };
    }

    /// <summary>Usage is billed at the price in force when it was reported: a metered price that goes takes its usage so far with it.</summary>
    private IReadOnlyList<MeteredPeriod> ClosedUsage(IReadOnlyList<ItemChange> items) =>
    [
        .. CycleLines.Usage(items.Where(item => item.EndsMeteredPrice && !item.ClearsUsage).Select(item => item.Before!), now)
            .Where(span => MeteredLines.Usage(work, before.Customer, span.Terms.Price, new(span.Start, span.End)) > 0),
    ];

    private List<PlannedProration> ChangeLines(Subscription after, IReadOnlyList<ItemChange> items)
    {
        var planner = Prorations.PlannerFor(work, before, at);
        var old = Prorations.Nets(work, before, before.Items.Data);
        var current = Prorations.Nets(work, after, after.Items.Data);
        var lines = new List<PlannedProration>();
        foreach (var item in items.Where(item => item.Matters))
        {
            if (item.Before is { } was && old.TryGetValue(was.Id, out var oldNet))
                lines.AddRange(planner.Credits(was, oldNet));
            if (item.After is { } next && current.TryGetValue(next.Id, out var net))
            {
                var placed = after.Items.Data.First(candidate => candidate.Id == next.Id);
                if (planner.Debit(placed, net, BillingCycle.Whole(after, placed, Math.Max(at, placed.CurrentPeriodStart))) is { } debit)
                    lines.Add(debit);
            }
        }
        return lines;
    }

    /// <summary>The period restarts now: everything unused is credited and the new period billed whole.</summary>
    private ChangePlan NewCycle(Subscription settled, IReadOnlyList<ItemChange> items)
    {
        var anchored = settled with { BillingCycleAnchor = now, BillingCycleAnchorConfig = null };
        var after = BillingCycle.WithItems(
            anchored, [.. items.Select(item => item.After).OfType<SubscriptionItem>().Select(item => BillingCycle.Enter(anchored, item, now))]);
        var credits = Prorates ? Credits() : [];
        var endsTrial = InTrial && settled.Status == SubscriptionStatus.Active;
        var invoicesNow = asked.InvoicesNow || endsTrial || !asked.NeedsProration || asked.Items.Count > 0 || before.BillingMode.Type == "classic";
        return new()
        {
            After = after,
            At = at,
            InvoicesNow = invoicesNow,
            Metered = InTrial ? [] : CycleLines.Usage(before.Items.Data, now),
            Prorations = invoicesNow ? credits : [.. credits, .. WholeDebits(after)],
            StartsCycle = invoicesNow,
        };
    }

    /// <summary>A trial begins or is moved; time already paid is credited.</summary>
    private ChangePlan Trial(Subscription settled, IReadOnlyList<ItemChange> items, long end)
    {
        var moved = settled with
        {
            BillingCycleAnchor = end,
            BillingCycleAnchorConfig = null,
            Status = SubscriptionStatus.Trialing,
            TrialEnd = end,
            TrialStart = InTrial ? settled.TrialStart : now,
        };
        var after = BillingCycle.WithItems(moved, [.. items.Select(item => item.After).OfType<SubscriptionItem>().Select(item => item with
        {
            Billed = [],
            CurrentPeriodEnd = end,
            CurrentPeriodStart = InTrial ? item.CurrentPeriodStart : now,
        })]);
        var credits = Prorates ? Credits() : [];
        return new() { After = after, At = at, InvoicesNow = asked.InvoicesNow && credits.Count > 0, Prorations = credits };
    }

    private List<PlannedProration> Credits()
    {
        var planner = Prorations.PlannerFor(work, before, at);
        var nets = Prorations.Nets(work, before, before.Items.Data);
        return [.. before.Items.Data.Where(item => nets.ContainsKey(item.Id)).SelectMany(item => planner.Credits(item, nets[item.Id]))];
    }

    private IEnumerable<PlannedProration> WholeDebits(Subscription after)
    {
        var planner = Prorations.PlannerFor(work, after, now);
        var nets = Prorations.Nets(work, after, after.Items.Data);
        return after.Items.Data.Where(item => nets.ContainsKey(item.Id))
            .Select(item => planner.Debit(item, nets[item.Id], item.Period()))
            .OfType<PlannedProration>();
    }

    /// <summary>Sets the end asked for; an end inside a period cuts it and credits the rest, taking it back restores both.</summary>
    private ChangePlan WithEnd(ChangePlan plan)
    {
        var after = SubscriptionSettings.WithCancelAt(work, plan.After, asked);
        return after.CancelAt == plan.After.CancelAt && after.CancelAtPeriodEnd == plan.After.CancelAtPeriodEnd
            ? plan
            : PeriodCuts.Apply(work, plan with { After = after }, asked);
    }

    /// <summary>An item with another interval joins its own rhythm on the same anchor.</summary>
    private SubscriptionItem Aligned(Subscription settled, ItemChange change)
    {
        var item = change.EndsMeteredPrice && !InTrial ? change.After! with { CurrentPeriodStart = now } : change.After!;
        if (InTrial || (change.Before is { } was && ItemPricing.Interval(was.Price) == ItemPricing.Interval(item.Price)))
            return item;
        var whole = BillingCycle.Whole(settled, item, now);
        return item with
        {
            CurrentPeriodStart = change.Before is null ? now : whole.Start,
            CurrentPeriodEnd = settled.CancelAt is { } end && end > now ? Math.Min(end, whole.End) : whole.End,
        };
    }

    private bool ResetsClassicAnchor(IReadOnlyList<ItemChange> items) => before.BillingMode.Type == "classic" && !InTrial
        && items.Any(item => item is { Before: { } was, After: { } next }
            && (ItemPricing.Interval(was.Price) != ItemPricing.Interval(next.Price)
                || (ItemPricing.ListAmount(was) == 0 && ItemPricing.ListAmount(next) > 0)));

    private void RequireProrationDate()
    {
        var start = before.Items.Data.Min(item => item.CurrentPeriodStart);
        if (asked.ProrationDate is { } date && (date < start || date > before.Items.Data.Max(item => item.CurrentPeriodEnd)))
        {
            throw Errors.Invalid(
                "Cannot specify a proration date outside of the current subscription period.", "proration_date");
        }
    }
}
