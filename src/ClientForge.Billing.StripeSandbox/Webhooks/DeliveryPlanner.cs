using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Webhooks;

/// <summary>Decides, inside the unit of work that emits an event, which deliveries it gets.</summary>
internal static class DeliveryPlanner
{
    /// <summary>Kind of the scheduled tries; their clocks are <see cref="ClockOf"/> the endpoint.</summary>
    public const string Kind = "webhook";

    private const string ClockPrefix = "webhooks:";

    /// <summary>How many later deliveries a shuffled one falls behind.</summary>
    private const int ShuffleReach = 5;

    /// <summary>The queue of an endpoint, on the sandbox's own time.</summary>
    public static string ClockOf(string endpoint) => ClockPrefix + endpoint;

    /// <summary>The endpoint of a queue; null when the clock is none of these.</summary>
    public static string? EndpointOf(string clock) =>
        clock.StartsWith(ClockPrefix, StringComparison.Ordinal) ? clock[ClockPrefix.Length..] : null;

    /// <summary>Saves the event and its deliveries; answers the event.</summary>
    public static StripeEvent Plan(UnitOfWork work, StripeEvent emitted)
    {
        var endpoints = work.Table<WebhookEndpoint>().NewestFirst().Where(endpoint => endpoint.Takes(emitted.Type)).Reverse().ToList();
        var saved = work.Save(emitted with { PendingWebhooks = endpoints.Count });
        foreach (var endpoint in endpoints)
            Plan(work, saved, endpoint);
        return saved;
    }

    /// <summary>True while an endpoint that should hear of the event has not acknowledged it.</summary>
    public static bool IsUnacknowledged(UnitOfWork work, string eventType, string objectId) =>
        work.Table<Delivery>().Where("subject", Subject(eventType, objectId)).Count > 0;

    /// <summary>Sends an event once more, now and undisturbed; answers how many deliveries that makes.</summary>
    public static int Resend(UnitOfWork work, StripeEvent happened, string? endpoint)
    {
        var endpoints = work.Table<WebhookEndpoint>().NewestFirst()
            .Where(candidate => endpoint is null ? candidate.Takes(happened.Type) : candidate.Id == endpoint).ToList();
        foreach (var target in endpoints)
        {
            var delivery = new Delivery
            {
                Id = Ids.New("whd"),
                Created = work.WallNow,
                Endpoint = target.Id,
                Event = happened.Id,
                IsDuplicate = happened.PendingWebhooks == 0,
                NextAttempt = work.WallNow,
                Status = "pending",
                Subject = SubjectOf(happened),
            };
            Queue(work, delivery, 0);
        }

        return endpoints.Count;
    }

    private static string SubjectOf(StripeEvent happened) =>
        Subject(happened.Type, (happened.Data.Object as StripeObject)?.Id ?? happened.Id);

    private static void Plan(UnitOfWork work, StripeEvent emitted, WebhookEndpoint endpoint)
    {
        var plan = work.Find<WebhookPlan>(WebhookPlan.TheId) ?? new WebhookPlan { Id = WebhookPlan.TheId };
        var drawn = plan;
        var order = 10L * emitted.Sequence;
        var dropped = Happens(ref drawn, plan.Drop);
        var twice = Happens(ref drawn, plan.Duplicate);
        if (Happens(ref drawn, plan.Shuffle))
            order += (10 * ShuffleReach) + 5;
        if (drawn != plan)
            work.Save(drawn);
        var delivery = new Delivery
        {
            Id = Ids.New("whd"),
            Created = work.WallNow,
            Endpoint = endpoint.Id,
            Event = emitted.Id,
            NextAttempt = dropped ? null : work.WallNow + plan.DelaySeconds,
            Status = dropped ? "dropped" : "pending",
            Subject = SubjectOf(emitted),
        };
        Queue(work, delivery, order);
        if (twice && !dropped)
            Queue(work, delivery with { Id = Ids.New("whd"), IsDuplicate = true }, order + 1);
    }

    /// <summary>Saves a delivery and schedules its next try.</summary>
    public static void Queue(UnitOfWork work, Delivery delivery, long order)
    {
        work.Save(delivery);
        if (delivery.NextAttempt is { } at)
            work.Schedule(Kind, delivery.Id, at, ClockOf(delivery.Endpoint), order);
    }

    private static string Subject(string eventType, string objectId) => $"{eventType} {objectId}";

    private static bool Happens(ref WebhookPlan plan, decimal share)
    {
        if (share <= 0)
            return false;
        var (value, next) = SeededDice.Draw(plan.Seed);
        plan = plan with { Seed = next };
        return value < share;
    }
}
