using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>Makes the record of a new subscription from its parameters.</summary>
internal static class SubscriptionBuilder
{
    private const long TwoYears = 2 * 366 * 86_400L;

    /// <summary>The subscription without items.</summary>
    public static Subscription Blank(UnitOfWork work, Customer customer, SubscriptionParameters asked, long now)
    {
        var id = Ids.New("sub");
        var trialEnd = TrialEnd(work, asked, now);
        var anchor = Anchor(asked, trialEnd, now);
        var collection = asked.CollectionMethod ?? "charge_automatically";
        var blank = new Subscription
        {
            Id = id,
            AutomaticTax = new(asked.AutomaticTax ?? false) { Liability = asked.AutomaticTax == true ? new("self") : null },
            BillingCycleAnchor = anchor.At,
            BillingCycleAnchorConfig = Config(asked.AnchorConfig),
            BillingMode = asked.BillingMode == "classic" ? BillingMode.Classic : BillingMode.FlexibleDefault,
            CollectionMethod = collection,
            Created = now,
            Currency = Currency(work, customer, asked),
            Customer = customer.Id,
            Items = new([], $"/v1/subscription_items?subscription={id}") { TotalCount = 0 },
            Metadata = asked.Source.Metadata(),
            StartDate = asked.BackdateStartDate ?? now,
            Status = trialEnd is not null ? SubscriptionStatus.Trialing
                : collection == "send_invoice" ? SubscriptionStatus.Active
                : SubscriptionStatus.Incomplete,
            TestClock = customer.TestClock,
            TrialEnd = trialEnd,
            TrialStart = trialEnd is null ? null : now,
        };
        return SubscriptionSettings.Apply(work, blank, asked);
    }

    /// <summary>An item in its first period: the trial, the stub up to a later anchor, or a whole one.</summary>
    public static SubscriptionItem FirstItem(UnitOfWork work, Subscription blank, ItemParameters asked, long now)
    {
        if (asked.Id is not null)
            throw Errors.Invalid("You may not specify an item id when creating a subscription.", asked.Source.Path("id"));
        var item = SubscriptionItemFactory.New(work, asked, blank, new(now, now));
        if (blank.TrialEnd is { } trialEnd)
            return item with { CurrentPeriodEnd = trialEnd };
        var whole = BillingCycle.Whole(blank, item, now);
        if (blank.BillingCycleAnchor > now && whole.End < blank.BillingCycleAnchor)
        {
            throw Errors.Invalid(
                "billing_cycle_anchor cannot be later than next natural billing date for plan.", "billing_cycle_anchor");
        }
        return item with { CurrentPeriodStart = blank.BillingCycleAnchor > now ? now : whole.Start, CurrentPeriodEnd = whole.End };
    }

    /// <summary>When a trial ends (Unix seconds), null without one.</summary>
    public static long? TrialEnd(UnitOfWork work, SubscriptionParameters asked, long now)
    {
        if (asked.TrialEnd.Value is { } end)
            return end.At is { } at ? RequireTrialEnd(at, now) : null;
        if (asked.TrialPeriodDays is { } days)
            return days == 0 ? null : now + days * 86_400;
        if (!asked.TrialFromPlan || asked.Items[0].Price is not { } price)
            return null;
        return work.Find<Price>(price)?.Recurring?.TrialPeriodDays is { } planned and > 0 ? now + planned * 86_400 : null;
    }

    /// <summary>A trial ends in the future, within two years.</summary>
    public static long RequireTrialEnd(long at, long now)
    {
        if (at <= now)
            throw Errors.Invalid("Invalid timestamp: must be an integer Unix timestamp in the future.", "trial_end");
        return at - now <= TwoYears
            ? at
            : throw Errors.Invalid("Invalid timestamp: can be no more than two years in the future.", "trial_end");
    }

    private static BillingAnchor Anchor(SubscriptionParameters asked, long? trialEnd, long now)
    {
        if (asked.BillingCycleAnchor is { } anchor)
        {
            if (anchor <= now && asked.BackdateStartDate is null)
                throw Errors.Invalid("billing_cycle_anchor cannot be in the past.", "billing_cycle_anchor");
            if (trialEnd > anchor)
                throw Errors.Invalid("trial_end cannot be later than billing_cycle_anchor.", "trial_end", "subscription_update_trial_after_billing_cycle_anchor");
            return new(anchor);
        }
        if (asked.BackdateStartDate is { } backdated && backdated >= now)
            throw Errors.Invalid("backdate_start_date must be in the past.", "backdate_start_date");
        if (asked.AnchorConfig is { } config)
            return BillingPeriods.FirstAnchor(config, trialEnd ?? now);
        return new(trialEnd ?? asked.BackdateStartDate ?? now);
    }

    private static BillingCycleAnchorConfig? Config(AnchorConfig? config) => config is { } asked
        ? new()
        {
            DayOfMonth = asked.DayOfMonth,
            Hour = asked.Hour,
            Minute = asked.Minute,
            Month = asked.Month,
            Second = asked.Second,
        }
        : null;

    private static string Currency(UnitOfWork work, Customer customer, SubscriptionParameters asked)
    {
        var first = asked.Items[0];
        var currency = asked.Source.Currency("currency") ?? first.PriceData?.Currency ?? (first.Price is { } price
            ? work.FromParam<Price>(price, first.Source.Path("price")).Currency
            : throw Errors.Missing(first.Source.Path("price")));
        if (customer.Currency is { } settled && settled != currency)
        {
            throw Errors.Invalid(
                "You cannot combine currencies on a single customer. This customer has an active subscription, subscription schedule, discount, " +
                $"quote, or invoice item with currency {settled}.");
        }
        return currency;
    }
}
