using System.Globalization;
using ClientForge.Billing.StripeSandbox.Billing;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Discounts;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Tax;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>
/// Turns a draft into an open invoice: last usage, number, the customer's balance, a payment intent for what is left. An invoice with
/// nothing to pay is paid at once.
/// </summary>
internal static class InvoiceFinalizer
{
    /// <summary>Finalizes without trying to pay. Emits <c>invoice.finalized</c> and what follows from a zero amount.</summary>
    public static Invoice Finalize(UnitOfWork work, Invoice draft)
    {
        var now = work.NowOn(draft.TestClock);
        var current = InvoiceDrafts.Recalculate(work, MeteredLines.Refresh(work, draft));
        if (current.AutomaticTax.Status == "requires_location_inputs")
            throw AutomaticTaxes.LocationInvalid();
        current = InvoiceCredits.Apply(work, current);
        var customer = NextNumber(work, work.Get<Customer>(draft.Customer), current.Currency);
        var settled = InvoiceCalculator.Settle(current, current.StartingBalance);
        var invoice = InvoiceDrafts.WithCustomer(work, current, customer) with
        {
            AmountDue = settled.AmountDue,
            AmountRemaining = settled.AmountDue,
            AutomaticallyFinalizesAt = null,
            DueDate = current.DueDate ?? DueDate(current, now),
            EffectiveAt = current.EffectiveAt ?? now,
            EndingBalance = settled.EndingBalance,
            HostedInvoiceUrl = $"https://invoice.stripe.com/i/acct_sandbox/test_{draft.Id}",
            LastFinalizationError = null,
            InvoicePdf = $"https://pay.stripe.com/invoice/acct_sandbox/test_{draft.Id}/pdf",
            NextPaymentAttempt = null,
            Number = current.Number ?? NumberOf(customer),
            Status = InvoiceStatus.Open,
            StatusTransitions = current.StatusTransitions with { FinalizedAt = now },
        };
        work.Save(invoice);
        DropUsedDiscounts(work, invoice);
        work.Emit("invoice.finalized", invoice);
        InvoiceTimes.Reschedule(work, invoice);
        if (settled.AmountDue > 0)
            InvoiceIntents.Open(work, invoice);
        else
            InvoiceSettlement.Paid(work, invoice, PaidBy.Nothing);
        ApplyBalance(work, invoice, settled.Applied, "applied_to_invoice");
        return work.Get<Invoice>(invoice.Id);
    }

    /// <summary>Moves the customer's balance by <paramref name="amount"/> minor units on behalf of an invoice; nothing for zero.</summary>
    public static void ApplyBalance(UnitOfWork work, Invoice invoice, long amount, string type)
    {
        if (amount == 0)
            return;
        CustomerBalance.Apply(work, new()
        {
            Amount = amount,
            Currency = invoice.Currency,
            Customer = invoice.Customer,
            Invoice = invoice.Id,
            Type = type,
        });
    }

    private static long? DueDate(Invoice invoice, long now) =>
        invoice.CollectionMethod == "send_invoice" ? now + (invoice.DaysUntilDue ?? 0) * 86_400 : null;

    private static string NumberOf(Customer customer) =>
        string.Create(CultureInfo.InvariantCulture, $"{customer.InvoicePrefix}-{customer.NextInvoiceSequence - 1:0000}");

    /// <summary>Counts the customer's sequence on; its first invoice also fixes the customer's currency.</summary>
    private static Customer NextNumber(UnitOfWork work, Customer customer, string currency) => work.Save(customer with
    {
        Currency = customer.Currency ?? currency,
        NextInvoiceSequence = customer.NextInvoiceSequence + 1,
    });

    /// <summary>A coupon that applies once has done so: it leaves the subscription, or the customer it was taken from.</summary>
    private static void DropUsedDiscounts(UnitOfWork work, Invoice invoice)
    {
        var used = invoice.Discounts.Where(id => IsOnce(work, id)).ToHashSet();
        if (used.Count == 0 || invoice.Parent is null)
            return;
        var subscription = work.Get<Subscription>(invoice.Parent.SubscriptionDetails.Subscription);
        if (subscription.Discounts.Any(used.Contains))
        {
            var left = subscription with { Discounts = [.. subscription.Discounts.Where(id => !used.Contains(id))] };
            SubscriptionChanges.Save(work, subscription, left);
        }
        var customer = work.Get<Customer>(invoice.Customer);
        if (customer.Discount is { } discount && used.Contains(discount.Id))
            work.Save(customer with { Discount = null });
    }

    private static bool IsOnce(UnitOfWork work, string discount) =>
        work.Find<Discount>(discount) is { } found && work.Find<Coupon>(found.Source.Coupon) is { Duration: "once" };
}
