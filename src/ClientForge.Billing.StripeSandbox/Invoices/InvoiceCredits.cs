using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Credits;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>Pays metered lines from credit grants when an invoice is finalized: after discounts, before tax.</summary>
internal static class InvoiceCredits
{
    public static Invoice Apply(UnitOfWork work, Invoice invoice)
    {
        var now = work.NowOn(invoice.TestClock);
        var credits = new Dictionary<string, IReadOnlyList<AppliedCredit>>();
        foreach (var line in invoice.Lines.Data)
        {
            if (work.Find<Price>(line.Pricing?.PriceDetails?.Price) is not { } price || !ItemPricing.IsMetered(price))
                continue;
            var left = line.Amount - line.PretaxCreditAmounts.Where(credit => credit.Discount is not null).Sum(credit => credit.Amount);
            var taken = left > 0 ? CreditBook.Take(work, new(invoice, line.Id, price.Id, left), now) : [];
            if (taken.Count > 0)
                credits[line.Id] = taken;
        }

        return credits.Count == 0
            ? invoice
            : InvoiceCalculator.Calculate(invoice, InvoiceContexts.For(work, work.Get<Customer>(invoice.Customer), invoice) with { Credits = credits });
    }
}
