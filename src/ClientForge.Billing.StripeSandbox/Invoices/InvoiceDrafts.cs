using ClientForge.Billing.StripeSandbox.Billing;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>What a new invoice is made from.</summary>
internal sealed record InvoiceDraft
{
    public required Customer Customer { get; init; }

    public Subscription? Subscription { get; init; }

    public required string Reason { get; init; }

    /// <summary>Unix seconds.</summary>
    public required long At { get; init; }

    /// <summary>The span in which pending items were gathered.</summary>
    public required Period Period { get; init; }

    /// <summary>The subscription's own lines, made for the invoice with the given id.</summary>
    public Func<string, IReadOnlyList<InvoiceLine>> Lines { get; init; } = static _ => [];

    /// <summary>Usage to be billed in arrears.</summary>
    public IReadOnlyList<MeteredPeriod> Metered { get; init; } = [];

    public bool AutoAdvance { get; init; } = true;

    public long? FinalizesAt { get; init; }

    public long? ProrationDate { get; init; }
}

/// <summary>Makes draft invoices for subscriptions and gathers pending items into them.</summary>
internal static class InvoiceDrafts
{
    /// <summary>Stripe takes up at most so many pending items in one invoice.</summary>
    public const int MaxPendingItems = 250;

    /// <summary>Saves a draft with its lines and the customer's pending items; no event is emitted.</summary>
    public static Invoice Create(UnitOfWork work, InvoiceDraft draft)
    {
        var subscription = draft.Subscription ?? throw new InvalidOperationException("Only subscriptions make invoices by themselves.");
        var id = Ids.New("in");
        var swept = Pending(work, draft.Customer.Id, subscription);
        var usage = draft.Metered.Select(item => MeteredLines.For(work, id, subscription, item.Terms, new(item.Start, item.End)));
        InvoiceLine[] lines =
            [.. swept.Select(item => InvoiceLines.ForInvoiceItem(id, item)), .. draft.Lines(id), .. usage.OfType<InvoiceLine>()];
        var invoice = Recalculate(work, Bare(work, id, draft, subscription) with { Lines = LinesOf(id, lines) });
        foreach (var item in swept)
            work.Save(item with { Invoice = id });
        work.Save(invoice);
        InvoiceTimes.Reschedule(work, invoice);
        return invoice;
    }

    /// <summary>The list that an invoice shows of its lines.</summary>
    public static StripeList<InvoiceLine> LinesOf(string invoice, IReadOnlyList<InvoiceLine> lines) =>
        new(lines, $"/v1/invoices/{invoice}/lines") { TotalCount = lines.Count };

    /// <summary>Every derived amount anew, with the customer's present balance.</summary>
    public static Invoice Recalculate(UnitOfWork work, Invoice invoice)
    {
        var customer = work.Get<Customer>(invoice.Customer);
        return InvoiceCalculator.Calculate(invoice, InvoiceContexts.For(work, customer, invoice));
    }

    /// <summary>Pending items that ride on a subscription's next invoice: its own, and those bound to no subscription.</summary>
    public static IReadOnlyList<InvoiceItem> Pending(UnitOfWork work, string customer, Subscription subscription) =>
    [
        .. work.Table<InvoiceItem>().Where(InvoiceItem.PendingIndex, customer)
            .Where(item => item.Currency == subscription.Currency
                && (item.Parent is null || item.Parent.SubscriptionDetails.Subscription == subscription.Id))
            .Reverse()
            .Take(MaxPendingItems),
    ];

    /// <summary>The customer's particulars, as an invoice shows them until it is finalized.</summary>
    public static Invoice WithCustomer(UnitOfWork work, Invoice invoice, Customer customer) => invoice with
    {
        CustomerAddress = customer.Address,
        CustomerEmail = customer.Email,
        CustomerName = customer.Name,
        CustomerPhone = customer.Phone,
        CustomerShipping = customer.Shipping,
        CustomerTaxExempt = customer.TaxExempt,
        CustomerTaxIds = [.. work.Table<TaxId>().Where("customer", customer.Id).Reverse().Select(taxId => new CustomerTaxId(taxId.Type, taxId.Value))],
    };

    private static Invoice Bare(UnitOfWork work, string id, InvoiceDraft draft, Subscription subscription)
    {
        var ownDiscounts = subscription.Discounts.Count > 0 || draft.Customer.Discount is null;
        return WithCustomer(work, new Invoice
        {
            Id = id,
            AutoAdvance = draft.AutoAdvance,
            AutomaticTax = new(subscription.AutomaticTax.Enabled) { Liability = subscription.AutomaticTax.Liability },
            AutomaticallyFinalizesAt = draft.FinalizesAt,
            BillingReason = draft.Reason,
            CollectionMethod = subscription.CollectionMethod,
            Created = draft.At,
            Currency = subscription.Currency,
            Customer = draft.Customer.Id,
            DefaultTaxRates = subscription.DefaultTaxRates,
            Description = subscription.Description,
            Discounts = ownDiscounts ? subscription.Discounts : [draft.Customer.Discount!.Id],
            DaysUntilDue = subscription.DaysUntilDue,
            Lines = LinesOf(id, []),
            MeteredItems = draft.Metered,
            NextPaymentAttempt = subscription.CollectionMethod == "charge_automatically" ? draft.FinalizesAt : null,
            Parent = new(new InvoiceSubscriptionDetails
            {
                Metadata = subscription.Metadata,
                Subscription = subscription.Id,
                SubscriptionProrationDate = draft.ProrationDate,
            }),
            PaymentSettings = new() { PaymentMethodTypes = subscription.PaymentSettings.PaymentMethodTypes },
            PeriodEnd = draft.Period.End,
            PeriodStart = draft.Period.Start,
            Status = InvoiceStatus.Draft,
            TestClock = subscription.TestClock,
        }, draft.Customer);
    }
}
