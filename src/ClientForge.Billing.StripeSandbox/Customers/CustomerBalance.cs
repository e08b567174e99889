using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Customers;

/// <summary>Moves customers' balances; every change is a transaction and a <c>customer.updated</c>.</summary>
internal static class CustomerBalance
{
    private const string AccountCurrency = "usd";

    /// <summary>Adds <paramref name="change"/> to the balance of its customer and answers the customer.</summary>
    public static Customer Apply(UnitOfWork work, BalanceChange change)
    {
        var before = work.Get<Customer>(change.Customer);
        if (before.Currency is { } currency && currency != change.Currency)
            throw Errors.Invalid($"The customer's balance is in {currency}; it cannot take {change.Currency}.", "currency");
        var customer = work.Save(before with { Balance = before.Balance + change.Amount, Currency = change.Currency });
        Record(work, customer, change);
        work.EmitIfChanged("customer.updated", customer, before);
        return customer;
    }

    /// <summary>The transaction of a balance a customer was created with, in the account's own currency.</summary>
    public static void RecordInitial(UnitOfWork work, Customer customer)
    {
        var currency = customer.Currency ?? AccountCurrency;
        var owned = work.Save(customer with { Currency = currency });
        Record(work, owned, new BalanceChange { Amount = owned.Balance, Currency = currency, Customer = owned.Id, Type = "initial" });
    }

    private static void Record(UnitOfWork work, Customer customer, BalanceChange change) =>
        work.Save(new CustomerBalanceTransaction
        {
            Id = Ids.New("cbtxn"),
            Amount = change.Amount,
            Created = work.NowOn(customer.TestClock),
            CreditNote = change.CreditNote,
            Currency = change.Currency,
            Customer = customer.Id,
            Description = change.Description,
            EndingBalance = customer.Balance,
            Invoice = change.Invoice,
            Metadata = change.Metadata ?? MetadataRules.None,
            Type = change.Type,
        });
}

/// <summary>A change of a balance to be made.</summary>
internal sealed record BalanceChange
{
    public required string Customer { get; init; }

    /// <summary>Minor units; negative gives credit.</summary>
    public required long Amount { get; init; }

    public required string Currency { get; init; }

    /// <summary><c>adjustment</c>, <c>applied_to_invoice</c> and so on.</summary>
    public required string Type { get; init; }

    public string? Description { get; init; }

    public string? Invoice { get; init; }

    public string? CreditNote { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
