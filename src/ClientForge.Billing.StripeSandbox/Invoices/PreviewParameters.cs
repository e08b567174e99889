using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.SubscriptionSchedules;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>What <c>POST /v1/invoices/create_preview</c> asks to see.</summary>
internal sealed record PreviewParameters
{
    public required Customer Customer { get; init; }

    /// <summary>The subscription as it is; null when a new one or the customer's next invoice is asked for.</summary>
    public Subscription? Subscription { get; init; }

    /// <summary>The change, or the new subscription; null when nothing shall change.</summary>
    public SubscriptionParameters? Details { get; init; }

    public bool CancelsNow { get; init; }

    public bool ResumesNow { get; init; }

    /// <summary><c>preview_mode=recurring</c>: the regular amounts, without prorations and pending items.</summary>
    public bool IsRecurring { get; init; }

    /// <summary>The phases of a schedule, planned anew or for a subscription to come (<c>schedule_details</c>).</summary>
    public IReadOnlyList<Params> Phases { get; init; } = [];

    public IReadOnlyList<Params> InvoiceItems { get; init; } = [];

    public static PreviewParameters Read(UnitOfWork work, Params asked)
    {
        asked.Ignore("currency", "issuer", "on_behalf_of");
        asked.Exclusive("subscription", "schedule");
        var schedule = asked.String("schedule") is { } scheduleId ? work.FromParam<SubscriptionSchedule>(scheduleId, "schedule") : null;
        var subscription = asked.String("subscription") is { } id ? work.FromParam<Subscription>(id, "subscription")
            : work.Find<Subscription>(schedule?.Subscription);
        var customer = PreviewCustomers.Read(work, asked, asked.String("customer") ?? subscription?.Customer ?? schedule?.Customer);
        if (subscription is not null && subscription.Customer != customer.Id)
            throw Errors.NoSuchInBody("subscription", subscription.Id, "subscription");
        var hash = asked.Hash("subscription_details");
        var details = hash is null ? null : SubscriptionParameterReader.Preview(hash);
        var discounts = asked.Hashes("discounts", 20);
        if (discounts.IsGiven)
            details = (details ?? new SubscriptionParameters { Source = new Params(new FormNode()) }) with { Discounts = discounts };
        var tax = asked.Hash("automatic_tax");
        tax?.Ignore("liability");
        if (tax?.Bool("enabled") is { } taxed)
            details = (details ?? new SubscriptionParameters { Source = new Params(new FormNode()) }) with { AutomaticTax = taxed };
        var phases = asked.Hash("schedule_details") is { } planned ? PreviewSchedules.Read(planned) : [];
        return new()
        {
            Customer = customer,
            Phases = phases,
            Subscription = subscription ?? (hash is null && phases.Count == 0 ? Next(work, customer) : null),
            Details = details,
            CancelsNow = hash?.Bool("cancel_now") ?? false,
            ResumesNow = hash?.Word("resume_at", "now") is not null,
            IsRecurring = asked.Word("preview_mode", "next", "recurring") == "recurring",
            InvoiceItems = asked.Hashes("invoice_items", 250).Value ?? [],
        };
    }

    /// <summary>The customer's subscription that renews first.</summary>
    private static Subscription? Next(UnitOfWork work, Customer customer) =>
        work.Table<Subscription>().Where(Subscription.CustomerIndex, customer.Id)
            .Where(subscription => !SubscriptionStatus.IsTerminal(subscription.Status))
            .MinBy(SubscriptionAgenda.PeriodEnd);
}
