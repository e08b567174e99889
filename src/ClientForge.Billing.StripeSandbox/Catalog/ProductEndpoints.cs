using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Catalog;

/// <summary><c>/v1/products</c>.</summary>
internal static class ProductEndpoints
{
    public static object Create(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var id = parameters.String("id") ?? Ids.New("prod");
        var product = Read(parameters, new Product
        {
            Id = id,
            Created = work.Now,
            Metadata = MetadataRules.None,
            Name = parameters.RequiredString("name"),
            Type = parameters.Word("type", "good", "service") ?? "service",
            Updated = work.Now,
        });
        var defaultPrice = parameters.Hash("default_price_data");
        var price = defaultPrice is null ? null : PriceReader.Read(work, defaultPrice, id);
        parameters.Done();
        if (work.Find<Product>(id) is not null)
            throw Errors.Invalid($"Product already exists: {id}", "id", "resource_already_exists");
        work.Save(product);
        work.Emit("product.created", product);
        if (price is null)
            return product;
        PriceEndpoints.Add(work, price);
        var priced = work.Save(product with { DefaultPrice = price.Id });
        work.EmitIfChanged("product.updated", priced, product);
        return priced;
    }

    public static object List(ApiRequest request)
    {
        var parameters = request.Params;
        var active = parameters.Bool("active");
        var shippable = parameters.Bool("shippable");
        var url = parameters.String("url");
        var ids = parameters.Strings("ids", 100).Value;
        var created = parameters.Range("created");
        return Paging.Page(request, request.Work.Table<Product>().NewestFirst().Where(product =>
            (active is null || product.Active == active)
            && (shippable is null || product.Shippable == shippable)
            && (url is null || product.Url == url)
            && (ids is null || ids.Contains(product.Id))
            && created?.Holds(product.Created) != false));
    }

    public static object Update(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var before = request.Target<Product>();
        var product = Read(parameters, before) with
        {
            DefaultPrice = parameters.Text("default_price").Or(before.DefaultPrice),
            Name = parameters.String("name") ?? before.Name,
            Updated = work.Now,
        };
        parameters.Done();
        if (product.DefaultPrice is { } price && work.FromParam<Price>(price, "default_price").Product != product.Id)
            throw Errors.Invalid($"The price {price} does not belong to the product {product.Id}.", "default_price");
        work.Save(product);
        work.EmitIfChanged("product.updated", product, before);
        return product;
    }

    public static object Delete(ApiRequest request)
    {
        request.Params.Done();
        var product = request.Target<Product>();
        if (request.Work.Table<Price>().Where("product", product.Id).Count > 0)
        {
            throw Errors.Invalid(
                "This product cannot be deleted because it has one or more user-created prices.", "id");
        }

        request.Work.Delete(product);
        request.Work.Emit("product.deleted", product);
        return new DeletedObject(product.Id, product.Object);
    }

    private static Product Read(Params parameters, Product current)
    {
        parameters.Ignore("tax_details", "attributes");
        return current with
        {
            Active = parameters.Bool("active") ?? current.Active,
            Description = parameters.Text("description", 40000).Or(current.Description),
            Images = parameters.Strings("images", 8) is { IsGiven: true } images ? images.Value ?? [] : current.Images,
            MarketingFeatures = Features(parameters) ?? current.MarketingFeatures,
            Metadata = parameters.Metadata(current.Metadata),
            PackageDimensions = Dimensions(parameters, current.PackageDimensions),
            Shippable = parameters.Bool("shippable") ?? current.Shippable,
            StatementDescriptor = parameters.Text("statement_descriptor", 22).Or(current.StatementDescriptor),
            TaxCode = parameters.Text("tax_code").Or(current.TaxCode),
            UnitLabel = parameters.Text("unit_label", 12).Or(current.UnitLabel),
            Url = parameters.Text("url").Or(current.Url),
        };
    }

    private static List<MarketingFeature>? Features(Params parameters)
    {
        var features = parameters.Hashes("marketing_features", 15);
        return features.IsGiven ? features.Value?.Select(feature => new MarketingFeature(feature.RequiredString("name", 80))).ToList() ?? [] : null;
    }

    private static PackageDimensions? Dimensions(Params parameters, PackageDimensions? current)
    {
        if (parameters.IsCleared("package_dimensions"))
            return null;
        return parameters.Hash("package_dimensions") is { } hash
            ? new PackageDimensions(Side(hash, "height"), Side(hash, "length"), Side(hash, "weight"), Side(hash, "width"))
            : current;
    }

    private static decimal Side(Params hash, string name) => hash.Decimal(name) ?? throw Errors.Missing(hash.Path(name));
}
