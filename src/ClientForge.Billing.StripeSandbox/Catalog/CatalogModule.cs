using ClientForge.Billing.StripeSandbox.Http;

namespace ClientForge.Billing.StripeSandbox.Catalog;

/// <summary>Products and prices.</summary>
internal sealed class CatalogModule : ISandboxModule
{
    public void Register(SandboxBuilder sandbox)
    {
        sandbox.Table<Product>("product");
        sandbox.Post("/v1/products", ProductEndpoints.Create);
        sandbox.Get("/v1/products", ProductEndpoints.List);
        sandbox.Retrieve<Product>("/v1/products");
        sandbox.Post("/v1/products/{id}", ProductEndpoints.Update);
        sandbox.Delete("/v1/products/{id}", ProductEndpoints.Delete);

        sandbox.Table<Price>("price")
            .IndexedBy("product", price => price.Product)
            .IndexedBy("lookup_key", price => price.LookupKey);
        sandbox.Includable<Price>("tiers", (_, price) => price.Tiers);
        sandbox.Includable<Price>("currency_options", (_, price) => PriceEndpoints.CurrencyOptions(price));
        sandbox.Post("/v1/prices", PriceEndpoints.Create);
        sandbox.Get("/v1/prices", PriceEndpoints.List);
        sandbox.Retrieve<Price>("/v1/prices");
        sandbox.Post("/v1/prices/{id}", PriceEndpoints.Update);
    }
}
