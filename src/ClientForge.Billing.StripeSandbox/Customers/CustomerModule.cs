using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Customers;

/// <summary>Customers and what hangs on them.</summary>
internal sealed class CustomerModule : ISandboxModule
{
    public void Register(SandboxBuilder sandbox)
    {
        sandbox.Table<Customer>("customer")
            .IndexedBy("email", customer => customer.Email)
            .IndexedBy("test_clock", customer => customer.TestClock);
        sandbox.Post("/v1/customers", CustomerEndpoints.Create);
        sandbox.Get("/v1/customers", CustomerEndpoints.List);
        sandbox.Get("/v1/customers/{id}", CustomerEndpoints.Retrieve);
        sandbox.Post("/v1/customers/{id}", CustomerEndpoints.Update);
        sandbox.Delete("/v1/customers/{id}", CustomerEndpoints.Delete);
        sandbox.Delete("/v1/customers/{id}/discount", CustomerEndpoints.DeleteDiscount);
        sandbox.Includable<Customer>("tax_ids", (work, customer) =>
            new StripeList<TaxId>(work.Table<TaxId>().Where("customer", customer.Id), $"/v1/customers/{customer.Id}/tax_ids"));
        sandbox.Includable<Customer>("sources", CustomerSources.Of);
        sandbox.Includable<Customer>("tax", (_, customer) => CustomerTax.Of(customer));
        sandbox.Includable<Customer>("subscriptions", (work, customer) => new StripeList<Subscription>(
            [.. work.Table<Subscription>().Where(Subscription.CustomerIndex, customer.Id).Where(subscription => !SubscriptionStatus.IsTerminal(subscription.Status))],
            $"/v1/customers/{customer.Id}/subscriptions"));

        sandbox.Table<CustomerBalanceTransaction>("customer_balance_transaction", "customer balance transaction")
            .IndexedBy("customer", transaction => transaction.Customer);
        sandbox.Post("/v1/customers/{id}/balance_transactions", BalanceEndpoints.Create);
        sandbox.Get("/v1/customers/{id}/balance_transactions", BalanceEndpoints.List);
        sandbox.Get("/v1/customers/{id}/balance_transactions/{transaction}", BalanceEndpoints.Retrieve);
        sandbox.Post("/v1/customers/{id}/balance_transactions/{transaction}", BalanceEndpoints.Update);

        sandbox.Table<TaxId>("tax_id", "tax ID").IndexedBy("customer", taxId => taxId.Customer);
        sandbox.Post("/v1/customers/{id}/tax_ids", TaxIdEndpoints.Create);
        sandbox.Get("/v1/customers/{id}/tax_ids", TaxIdEndpoints.List);
        sandbox.Get("/v1/customers/{id}/tax_ids/{tax_id}", TaxIdEndpoints.Retrieve);
        sandbox.Delete("/v1/customers/{id}/tax_ids/{tax_id}", TaxIdEndpoints.Delete);
    }
}
