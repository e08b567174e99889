using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>Reads what creating and updating an invoice have in common.</summary>
internal static class InvoiceReader
{
    private static readonly string[] MutableAfterFinalization =
        ["metadata", "auto_advance", "default_payment_method", "payment_settings", "default_source", "expand", "number", "effective_at"];

    /// <summary>The invoice with the asked changes; a finalized one takes only a few.</summary>
    public static Invoice Update(UnitOfWork work, Params asked, Invoice current)
    {
        if (current.Status != InvoiceStatus.Draft && asked.Names.FirstOrDefault(name => !MutableAfterFinalization.Contains(name)) is { } frozen)
            throw Errors.Invalid($"Finalized invoices can't be updated in this way: {frozen}", frozen, "invoice_not_editable");
        var changed = Read(work, asked, current);
        return changed.Status == InvoiceStatus.Draft ? InvoiceDrafts.Recalculate(work, changed) : changed;
    }

    public static Invoice Read(UnitOfWork work, Params asked, Invoice current)
    {
        asked.Ignore(
            "on_behalf_of", "application_fee_amount", "statement_descriptor", "issuer", "rendering", "shipping_cost", "shipping_details",
            "transfer_data", "default_source", "account_tax_ids");
        asked.Hash("payment_settings")?.Ignore("payment_method_types", "payment_method_options", "default_mandate");
        var collection = asked.Word("collection_method", "charge_automatically", "send_invoice") ?? current.CollectionMethod;
        var days = asked.Long("days_until_due", 0, 3650);
        var due = asked.Timestamp("due_date");
        asked.Exclusive("days_until_due", "due_date");
        RequireTerms(collection, days ?? current.DaysUntilDue, due ?? current.DueDate, days is not null || due is not null);
        var method = asked.Text("default_payment_method");
        if (method.IsSet)
            PaymentMethodRules.RequireUsable(work, method.Value!, current.Customer, "default_payment_method");
        return current with
        {
            AutoAdvance = asked.Bool("auto_advance") ?? current.AutoAdvance,
            AutomaticTax = AutomaticTax(asked) is { } tax ? new(tax) : current.AutomaticTax,
            AutomaticallyFinalizesAt = asked.Timestamp("automatically_finalizes_at") ?? current.AutomaticallyFinalizesAt,
            CollectionMethod = collection,
            CustomFields = Fields(asked, current.CustomFields),
            DaysUntilDue = days ?? current.DaysUntilDue,
            DefaultPaymentMethod = method.Or(current.DefaultPaymentMethod),
            DefaultTaxRates = SubscriptionItemFactory.TaxRates(work, asked.Strings("default_tax_rates", 5), "default_tax_rates")
                ?? current.DefaultTaxRates,
            Description = asked.Text("description", 1500).Or(current.Description),
            Discounts = SubscriptionDiscounts.Change(work, asked.Hashes("discounts", 20), current.Discounts, new()
            {
                Customer = current.Customer,
                Currency = current.Currency,
                Invoice = current.Id,
                Now = work.NowOn(current.TestClock),
            }),
            DueDate = due ?? current.DueDate,
            EffectiveAt = asked.Timestamp("effective_at") ?? current.EffectiveAt,
            Footer = asked.Text("footer").Or(current.Footer),
            Metadata = asked.Metadata(current.Metadata),
            Number = asked.Text("number", 26).Or(current.Number),
        };
    }

    private static bool? AutomaticTax(Params asked)
    {
        var hash = asked.Hash("automatic_tax");
        hash?.Ignore("liability");
        return hash?.Bool("enabled");
    }

    private static void RequireTerms(string collection, long? days, long? due, bool given)
    {
        if (collection == "send_invoice" && days is null && due is null)
            throw Errors.Invalid("Must specify days_until_due or due_date when collection_method is send_invoice.", "days_until_due");
        if (collection == "charge_automatically" && given)
            throw Errors.Invalid("You can only specify days_until_due or due_date when collection_method is send_invoice.", "days_until_due");
    }

    private static IReadOnlyList<CustomField>? Fields(Params asked, IReadOnlyList<CustomField>? current)
    {
        var fields = asked.Hashes("custom_fields", 4);
        return fields.IsGiven
            ? fields.Value?.Select(field => new CustomField(field.RequiredString("name", 40), field.RequiredString("value", 140))).ToList()
            : current;
    }
}
