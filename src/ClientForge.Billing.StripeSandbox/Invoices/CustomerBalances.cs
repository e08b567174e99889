using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>Moves a customer's balance on behalf of an invoice or credit note.</summary>
internal static class CustomerBalances
{
    /// <summary>
    /// Adds <paramref name="amount"/> (minor units; positive is owed) with a transaction row; nothing for zero. The event
    /// <c>customer.updated</c> is left to the caller, because it follows the invoice's own events.
    /// </summary>
    public static CustomerBalanceTransaction? Apply(UnitOfWork work, Invoice invoice, long amount, string type, string? creditNote = null)
    {
        if (amount == 0)
            return null;
        var customer = work.Get<Customer>(invoice.Customer);
        var ending = checked(customer.Balance + amount);
        work.Save(customer with { Balance = ending, Currency = customer.Currency ?? invoice.Currency });
        return work.Save(new CustomerBalanceTransaction
        {
            Id = Ids.New("cbtxn"),
            Amount = amount,
            Created = work.NowOn(invoice.TestClock),
            CreditNote = creditNote,
            Currency = invoice.Currency,
            Customer = customer.Id,
            EndingBalance = ending,
            Invoice = invoice.Id,
            Metadata = Wire.MetadataRules.None,
            Type = type,
        });
    }
}
