using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Entitlements;

/// <summary><c>/v1/entitlements</c> and the features of products.</summary>
internal sealed class EntitlementModule : ISandboxModule
{
    public void Register(SandboxBuilder sandbox)
    {
        sandbox.Table<Feature>("entitlements.feature", "entitlements feature").IndexedBy(Feature.LookupIndex, feature => feature.LookupKey);
        sandbox.Post("/v1/entitlements/features", Create);
        sandbox.Get("/v1/entitlements/features", List);
        sandbox.Retrieve<Feature>("/v1/entitlements/features");
        sandbox.Post("/v1/entitlements/features/{id}", Update);
        sandbox.Table<ActiveEntitlement>("entitlements.active_entitlement", "active entitlement")
            .IndexedBy(ActiveEntitlement.CustomerIndex, entitlement => entitlement.Customer);
        sandbox.Get("/v1/entitlements/active_entitlements", ListActive);
        sandbox.Retrieve<ActiveEntitlement>("/v1/entitlements/active_entitlements");
        sandbox.Table<ProductFeature>("product_feature", "product feature").IndexedBy(ProductFeature.ProductIndex, link => link.Product);
        sandbox.Post("/v1/products/{id}/features", Attach);
        sandbox.Get("/v1/products/{id}/features", ListOfProduct);
        sandbox.Get("/v1/products/{id}/features/{feature}", RetrieveOfProduct);
        sandbox.Delete("/v1/products/{id}/features/{feature}", Detach);
    }

    private static object Create(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var feature = new Feature
        {
            Id = Ids.New("feat_test"),
            LookupKey = asked.RequiredString("lookup_key", 80),
            Metadata = asked.Metadata(),
            Name = asked.RequiredString("name", 80),
        };
        asked.Done();
        return work.Table<Feature>().Where(Feature.LookupIndex, feature.LookupKey).Count > 0
            ? throw Errors.Invalid($"A feature already uses the lookup key `{feature.LookupKey}`.", "lookup_key", "resource_already_exists")
            : work.Save(feature);
    }

    private static object List(ApiRequest request)
    {
        var archived = request.Params.Bool("archived");
        var key = request.Params.String("lookup_key");
        return Paging.Page(request, request.Work.Table<Feature>().NewestFirst().Where(feature =>
            (archived is null || feature.Active != archived) && (key is null || feature.LookupKey == key)));
    }

    /// <summary>What a product shows of its features follows the feature.</summary>
    private static object Update(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var before = request.Target<Feature>();
        var feature = before with
        {
            Active = asked.Bool("active") ?? before.Active,
            Metadata = asked.Metadata(before.Metadata),
            Name = asked.String("name", 80) ?? before.Name,
        };
        asked.Done();
        foreach (var link in work.Table<ProductFeature>().NewestFirst().Where(link => link.EntitlementFeature.Id == feature.Id).ToList())
            work.Save(link with { EntitlementFeature = feature });
        return work.Save(feature);
    }

    private static object ListActive(ApiRequest request)
    {
        var customer = request.Work.FromParam<Customer>(request.Params.RequiredString("customer"), "customer");
        return Paging.Page(request, request.Work.Table<ActiveEntitlement>().Where(ActiveEntitlement.CustomerIndex, customer.Id));
    }

    private static object Attach(ApiRequest request)
    {
        var (work, product) = (request.Work, request.Target<Product>());
        var feature = work.FromParam<Feature>(request.Params.RequiredString("entitlement_feature"), "entitlement_feature");
        request.Params.Done();
        if (!feature.Active)
            throw Errors.Invalid("This feature is archived and cannot be attached to a product.", "entitlement_feature");
        if (work.Table<ProductFeature>().Where(ProductFeature.ProductIndex, product.Id).Any(link => link.EntitlementFeature.Id == feature.Id))
            throw Errors.Invalid("This feature is already attached to the product.", "entitlement_feature", "resource_already_exists");
        var attached = work.Save(new ProductFeature { Id = Ids.New("prodft"), EntitlementFeature = feature, Product = product.Id });
        Reconsider(work, product.Id);
        return attached;
    }

    private static object ListOfProduct(ApiRequest request) =>
        Paging.Page(request, request.Work.Table<ProductFeature>().Where(ProductFeature.ProductIndex, request.Target<Product>().Id));

    private static object RetrieveOfProduct(ApiRequest request)
    {
        request.Params.Done();
        return Of(request);
    }

    private static object Detach(ApiRequest request)
    {
        request.Params.Done();
        var link = Of(request);
        request.Work.Delete(link);
        Reconsider(request.Work, link.Product);
        return new DeletedObject(link.Id, link.Object);
    }

    private static ProductFeature Of(ApiRequest request)
    {
        var link = request.Work.FromPath<ProductFeature>(request.Route("feature"));
        return link.Product == request.Id ? link : throw Errors.NoSuchInPath("product feature", link.Id, "id");
    }

    /// <summary>Everybody who has the product gains or loses at once.</summary>
    private static void Reconsider(UnitOfWork work, string product)
    {
        foreach (var subscription in work.Table<Subscription>().NewestFirst())
        {
            if (!SubscriptionStatus.IsTerminal(subscription.Status) && subscription.Items.Data.Any(item => item.Price.Product == product))
                work.ReviewEntitlements(subscription.Customer);
        }
    }
}
