using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.SubscriptionItems;

/// <summary><c>/v1/subscription_items</c>: each change is a change of the subscription with that one item.</summary>
internal static class SubscriptionItemEndpoints
{
    public static object Create(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var subscription = work.FromParam<Subscription>(asked.RequiredString("subscription"), "subscription");
        var after = Change(request, subscription, ItemParameters.Read(asked) with { Id = null });
        var known = subscription.Items.Data.Select(item => item.Id).ToHashSet();
        return after.Items.Data.FirstOrDefault(item => !known.Contains(item.Id)) ?? Parked(after, known);
    }

    public static object Retrieve(ApiRequest request)
    {
        request.Params.Done();
        return Find(request);
    }

    public static object Update(ApiRequest request)
    {
        var item = Find(request);
        var after = Change(request, request.Work.Get<Subscription>(item.Subscription), ItemParameters.Read(request.Params) with { Id = item.Id });
        return after.Items.Data.First(candidate => candidate.Id == item.Id);
    }

    public static object Delete(ApiRequest request)
    {
        var item = Find(request);
        var clears = request.Params.Bool("clear_usage") ?? false;
        var asked = ItemParameters.Read(request.Params) with { Id = item.Id, Deleted = true, ClearUsage = clears };
        Change(request, request.Work.Get<Subscription>(item.Subscription), asked);
        return new DeletedObject(item.Id, item.Object);
    }

    /// <summary>The items of one subscription, the oldest first.</summary>
    public static object List(ApiRequest request)
    {
        var subscription = request.Work.FromParam<Subscription>(request.Params.RequiredString("subscription"), "subscription");
        return Paging.PageOf(request, subscription.Items.Data);
    }

    private static Subscription Change(ApiRequest request, Subscription subscription, ItemParameters item)
    {
        var asked = request.Params;
        asked.Ignore("subscription", "clear_usage");
        if (subscription.Status is SubscriptionStatus.Incomplete || SubscriptionStatus.IsTerminal(subscription.Status))
            throw Errors.Invalid($"You cannot change the items of a subscription that is {subscription.Status}.", "subscription");
        var parameters = new SubscriptionParameters
        {
            Source = new Params(new FormNode()),
            Items = [item],
            OffSession = asked.Bool("off_session") ?? false,
            PaymentBehavior = asked.Word(
                "payment_behavior", "allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete") ?? "allow_incomplete",
            ProrationBehavior = SubscriptionParameterReader.Proration(asked),
            ProrationDate = asked.Timestamp("proration_date"),
        };
        return SubscriptionUpdater.Update(request.Work, subscription, parameters);
    }

    /// <summary>An item that only comes into being when its invoice is paid.</summary>
    private static SubscriptionItem Parked(Subscription after, HashSet<string> known) =>
        after.PendingUpdate!.State.Items.First(item => !known.Contains(item.Id));

    private static SubscriptionItem Find(ApiRequest request) => request.Work.Find<SubscriptionItem>(request.Id)
        ?? throw new StripeError(404, $"Invalid subscription_item id: {request.Id}");
}
