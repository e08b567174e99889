using ClientForge.Billing.StripeSandbox.Discounts;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary><c>/v1/subscriptions</c>.</summary>
internal static class SubscriptionEndpoints
{
    public static object Create(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var customer = RequireCustomer(work, parameters.RequiredString("customer"));
        var asked = SubscriptionParameterReader.Create(parameters);
        return SubscriptionCreator.Create(work, customer, asked);
    }

    public static object Update(ApiRequest request)
    {
        var subscription = request.Target<Subscription>();
        SubscriptionErrors.RequireChangeable(subscription, request.Params);
        var asked = SubscriptionParameterReader.Update(request.Params);
        return SubscriptionUpdater.Update(request.Work, subscription, asked);
    }

    public static object Cancel(ApiRequest request)
    {
        var parameters = request.Params;
        var subscription = request.Target<Subscription>();
        if (SubscriptionStatus.IsTerminal(subscription.Status))
            throw Errors.NoSuchInPath("subscription", subscription.Id, "id");
        var details = SubscriptionSettings.Details(parameters.Hash("cancellation_details"), subscription.CancellationDetails);
        var invoiceNow = parameters.Bool("invoice_now") ?? false;
        var prorate = parameters.Bool("prorate") ?? false;
        parameters.Done();
        return SubscriptionEnding.Cancel(request.Work, subscription, invoiceNow, prorate, details);
    }

    public static object Resume(ApiRequest request)
    {
        var parameters = request.Params;
        var subscription = request.Target<Subscription>();
        var anchorNow = !parameters.Has("billing_cycle_anchor") || SubscriptionParameterReader.AnchorWord(parameters).Now;
        parameters.Word("payment_behavior", "resume_on_payment_attempt", "resume_on_payment_success");
        SubscriptionParameterReader.Proration(parameters);
        parameters.Timestamp("proration_date");
        parameters.Done();
        return SubscriptionResumption.Resume(request.Work, subscription, anchorNow);
    }

    /// <summary>From classic to flexible billing; there is no way back.</summary>
    public static object Migrate(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var subscription = request.Target<Subscription>();
        var mode = asked.Hash("billing_mode") ?? throw Errors.Missing("billing_mode");
        mode.Hash("flexible")?.Word("proration_discounts", "included", "itemized");
        _ = mode.Word("type", "flexible") ?? throw Errors.Missing(mode.Path("type"));
        asked.Done();
        if (subscription.BillingMode.Type == "flexible")
            throw Errors.Invalid("This subscription already uses flexible billing.", "billing_mode[type]");
        if (SubscriptionStatus.IsTerminal(subscription.Status))
            throw Errors.Invalid($"You cannot migrate a subscription that is {subscription.Status}.", "billing_mode[type]");
        var migrated = BillingMode.FlexibleDefault with { UpdatedAt = work.NowOn(subscription.TestClock) };
        return SubscriptionChanges.Save(work, subscription, subscription with { BillingMode = migrated });
    }

    public static object List(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var customer = parameters.String("customer");
        var clock = parameters.String("test_clock");
        var filters = SubscriptionFilter.Read(parameters);
        var rows = customer is null ? work.Table<Subscription>().NewestFirst() : work.Table<Subscription>().Where(Subscription.CustomerIndex, customer);
        return Paging.Page(request, rows.Where(row => filters.Holds(row) && (customer is not null || row.TestClock == clock)));
    }

    /// <summary>Removes every discount of the subscription.</summary>
    public static object DeleteDiscount(ApiRequest request)
    {
        request.Params.Done();
        var subscription = request.Target<Subscription>();
        if (subscription.Discounts.Count == 0)
            throw new StripeError(404, $"No active discount for subscription: {subscription.Id}") { Code = "resource_missing" };
        SubscriptionChanges.Save(request.Work, subscription, subscription with { Discounts = [] });
        return request.Work.Get<Discount>(subscription.Discounts[^1]) with { Deleted = true };
    }

    private static Customer RequireCustomer(UnitOfWork work, string id)
    {
        var customer = work.FromParam<Customer>(id, "customer");
        return customer.IsDeleted ? throw Errors.NoSuchInBody("customer", id, "customer") : customer;
    }
}
