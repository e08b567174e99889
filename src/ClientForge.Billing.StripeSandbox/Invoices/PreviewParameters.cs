using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
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

    public IReadOnlyList<Params> InvoiceItems { get; init; } = [];

    public static PreviewParameters Read(UnitOfWork work, Params asked)
    {
        asked.Ignore("currency", "customer_details", "issuer", "on_behalf_of", "automatic_tax", "schedule", "schedule_details");
        var subscription = asked.String("subscription") is { } id ? work.FromParam<Subscription>(id, "subscription") : null;
        var customerId = asked.String("customer") ?? subscription?.Customer ?? throw Errors.Missing("customer");
        var customer = work.FromParam<Customer>(customerId, "customer");
        if (subscription is not null && subscription.Customer != customer.Id)
            throw Errors.NoSuchInBody("subscription", subscription.Id, "subscription");
        var hash = asked.Hash("subscription_details");
        var details = hash is null ? null : SubscriptionParameterReader.Preview(hash);
        var discounts = asked.Hashes("discounts", 20);
        if (discounts.IsGiven)
            details = (details ?? new SubscriptionParameters { Source = new Params(new FormNode()) }) with { Discounts = discounts };
        return new()
        {
            Customer = customer,
            Subscription = subscription ?? (hash is null ? Next(work, customer) : null),
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
