using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>The filters of the list of subscriptions.</summary>
internal sealed record SubscriptionFilter
{
    private static readonly string[] Statuses =
    [
        "active", "all", "canceled", "ended", "incomplete", "incomplete_expired", "past_due", "paused", "trialing", "unpaid",
    ];

    public string? Status { get; init; }

    public string? Price { get; init; }

    public string? CollectionMethod { get; init; }

    public TimeRange? Created { get; init; }

    public TimeRange? PeriodStart { get; init; }

    public TimeRange? PeriodEnd { get; init; }

    public static SubscriptionFilter Read(Params parameters)
    {
        parameters.Hash("automatic_tax")?.Bool("enabled");
        return new()
        {
            Status = parameters.Word("status", Statuses),
            Price = parameters.String("price") ?? parameters.String("plan"),
            CollectionMethod = parameters.Word("collection_method", "charge_automatically", "send_invoice"),
            Created = parameters.Range("created"),
            PeriodStart = parameters.Range("current_period_start"),
            PeriodEnd = parameters.Range("current_period_end"),
        };
    }

    public bool Holds(Subscription row) =>
        HasStatus(row.Status)
        && (Price is null || row.Items.Data.Any(item => item.Price.Id == Price))
        && (CollectionMethod is null || row.CollectionMethod == CollectionMethod)
        && Created?.Holds(row.Created) != false
        && (PeriodStart is null || row.Items.Data.Any(item => PeriodStart.Holds(item.CurrentPeriodStart)))
        && (PeriodEnd is null || row.Items.Data.Any(item => PeriodEnd.Holds(item.CurrentPeriodEnd)));

    /// <summary>Without a filter everything but canceled subscriptions is listed.</summary>
    private bool HasStatus(string status) => Status switch
    {
        null => status != SubscriptionStatus.Canceled,
        "all" => true,
        "ended" => SubscriptionStatus.IsTerminal(status),
        _ => status == Status,
    };
}
