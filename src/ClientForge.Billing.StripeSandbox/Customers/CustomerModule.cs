using ClientForge.Billing.StripeSandbox.Http;

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
    }
}
