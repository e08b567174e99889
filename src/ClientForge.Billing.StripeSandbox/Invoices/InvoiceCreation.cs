using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>Creating and listing invoices.</summary>
internal static class InvoiceCreation
{
    /// <summary>A draft that a caller makes; it stays one unless <c>auto_advance</c> is asked for.</summary>
    public static object Create(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var subscription = asked.String("subscription") is { } id ? work.FromParam<Subscription>(id, "subscription") : null;
        var customer = work.FromParam<Customer>(asked.String("customer") ?? subscription?.Customer ?? throw Errors.Missing("customer"), "customer");
        if (customer.IsDeleted)
            throw Errors.NoSuchInBody("customer", customer.Id, "customer");
        var currency = asked.Currency("currency") ?? subscription?.Currency ?? customer.Currency ?? "usd";
        var pending = asked.Word("pending_invoice_items_behavior", "exclude", "include") == "include" || subscription is not null;
        asked.Hash("from_invoice")?.Ignore("action", "invoice");
        var invoice = InvoiceReader.Read(work, asked, Blank(work, customer, subscription, currency));
        asked.Done();
        var items = pending ? Pending(work, invoice, subscription) : [];
        invoice = invoice with { Lines = InvoiceDrafts.LinesOf(invoice.Id, [.. items.Select(item => InvoiceLines.ForInvoiceItem(invoice.Id, item))]) };
        invoice = work.Save(InvoiceDrafts.Recalculate(work, InvoiceTimes.WithFinalization(invoice, invoice.Created)));
        foreach (var item in items)
            work.Save(item with { Invoice = invoice.Id });
        if (subscription is not null)
            SubscriptionChanges.Save(work, subscription, subscription with { LatestInvoice = invoice.Id });
        InvoiceTimes.Reschedule(work, invoice);
        work.Emit("invoice.created", invoice);
        return invoice;
    }

    public static object List(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var customer = asked.String("customer");
        var subscription = asked.String("subscription");
        var status = asked.Word("status", "draft", "open", "paid", "uncollectible", "void");
        var collection = asked.Word("collection_method", "charge_automatically", "send_invoice");
        var created = asked.Range("created");
        var due = asked.Range("due_date");
        var rows = subscription is not null ? work.Table<Invoice>().Where(Invoice.SubscriptionIndex, subscription)
            : customer is not null ? work.Table<Invoice>().Where(Invoice.CustomerIndex, customer)
            : work.Table<Invoice>().NewestFirst().Where(invoice => invoice.TestClock is null);
        return Paging.Page(request, rows.Where(invoice =>
            (customer is null || invoice.Customer == customer)
            && (status is null || invoice.Status == status)
            && (collection is null || invoice.CollectionMethod == collection)
            && created?.Holds(invoice.Created) != false
            && due?.Holds(invoice.DueDate) != false));
    }

    private static Invoice Blank(UnitOfWork work, Customer customer, Subscription? subscription, string currency)
    {
        var id = Ids.New("in");
        var now = work.NowOn(customer.TestClock);
        return InvoiceDrafts.WithCustomer(work, new Invoice
        {
            Id = id,
            BillingReason = subscription is null ? BillingReasons.Manual : BillingReasons.SubscriptionUpdate,
            CollectionMethod = subscription?.CollectionMethod ?? "charge_automatically",
            Created = now,
            Currency = currency,
            Customer = customer.Id,
            DaysUntilDue = subscription?.DaysUntilDue,
            DefaultTaxRates = subscription?.DefaultTaxRates ?? [],
            Discounts = subscription?.Discounts ?? (customer.Discount is { } discount ? [discount.Id] : []),
            Lines = InvoiceDrafts.LinesOf(id, []),
            Parent = subscription is null
                ? null
                : new(new InvoiceSubscriptionDetails { Metadata = subscription.Metadata, Subscription = subscription.Id }),
            PeriodEnd = now,
            PeriodStart = now,
            Status = InvoiceStatus.Draft,
            TestClock = customer.TestClock,
        }, customer);
    }

    private static IReadOnlyList<InvoiceItem> Pending(UnitOfWork work, Invoice invoice, Subscription? subscription)
    {
        if (subscription is null)
        {
            return
            [
                .. work.Table<InvoiceItem>().Where(InvoiceItem.PendingIndex, invoice.Customer)
                    .Where(item => item.Currency == invoice.Currency && item.Parent is null)
                    .Reverse()
                    .Take(InvoiceDrafts.MaxPendingItems),
            ];
        }
        var items = InvoiceDrafts.Pending(work, invoice.Customer, subscription);
        return items.Count > 0
            ? items
            : throw Errors.Invalid("Nothing to invoice for subscription", "subscription", "invoice_no_subscription_line_items");
    }
}
