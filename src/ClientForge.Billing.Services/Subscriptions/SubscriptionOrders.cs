using System.Text.Json.Serialization;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>What a new subscription shall be.</summary>
public sealed record SubscribeOrder
{
    public required Guid PlanId { get; init; }

    /// <summary><c>month</c> or <c>year</c>.</summary>
    public string Interval { get; init; } = "month";

    /// <summary>Null: the customer's, or else the plan's default.</summary>
    public string? Currency { get; init; }

    public long Quantity { get; init; } = 1;

    /// <summary>Our id or Stripe's; null charges the customer's default.</summary>
    public string? PaymentMethodId { get; init; }

    /// <summary>Null: the plan's, for a tenant that never subscribed; 0: none.</summary>
    public int? TrialDays { get; init; }

    public string? CouponCode { get; init; }

    public string? Email { get; init; }

    public string? Name { get; init; }
}

/// <summary>What shall change of a subscription; null leaves as it is.</summary>
public sealed record SubscriptionChange
{
    public Guid? PlanId { get; init; }

    public string? Interval { get; init; }

    public long? Quantity { get; init; }

    /// <summary>Seats more or fewer than there are when the change's turn comes; instead of <see cref="Quantity"/>.</summary>
    public long? SeatsDelta { get; init; }

    /// <summary>Stripe's <c>create_prorations</c>, <c>always_invoice</c> or <c>none</c>.</summary>
    public string ProrationBehavior { get; init; } = "create_prorations";

    /// <summary>At the period's end instead of now.</summary>
    public bool AtPeriodEnd { get; init; }

    public string? CouponCode { get; init; }

    /// <summary>A time that is not in the future ends the trial now.</summary>
    public DateTimeOffset? TrialEnd { get; init; }

    /// <summary>The billing period begins now: what is left of the present one is credited, a whole one is charged.</summary>
    public bool ResetsAnchor { get; init; }

    /// <summary>The price that the change is made at or not at all; null for the price of the moment.</summary>
    [JsonIgnore]
    public PriceBond? Bond { get; init; }

    /// <summary>Whether plan, interval or seats are named.</summary>
    [JsonIgnore]
    public bool NamesItems => PlanId is not null || Interval is not null || Quantity is not null || SeatsDelta is not null;
}

/// <summary>What a subscription costs: a plan's price, its metered prices of the same interval and currency, and the seats.</summary>
public sealed record SubscriptionTerms(PlanRow Plan, PlanPriceRow Price, IReadOnlyList<PlanMeterRow> Meters, long Quantity)
{
    /// <summary>What Stripe is told of the seats.</summary>
    public long BilledQuantity => Price.PerSeat ? Quantity : 1;

    public bool IsSameAs(SubscriptionRow subscription) => Price.Id == subscription.PlanPriceId && Quantity == subscription.Quantity;
}

/// <summary>A subscription with its plan, and what the payer has to do next, if anything.</summary>
public sealed record SubscriptionView(SubscriptionRow Row, PlanRow Plan, NextAction? NextAction);

/// <summary>What a front end needs to let the payer complete a payment. Read from Stripe each time, stored nowhere.</summary>
/// <param name="Type">Stripe's <c>next_action.type</c>, or the payment's status when it only has to be confirmed.</param>
/// <param name="ClientSecret">For Stripe.js.</param>
public sealed record NextAction(string Type, string ClientSecret);
