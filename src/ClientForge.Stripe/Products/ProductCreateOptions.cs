namespace Stripe;

public class ProductCreateOptions : BaseOptions, IHasId, IHasMetadata
{
    public bool? Active { get; set; }

    public ProductDefaultPriceDataOptions DefaultPriceData { get; set; }

    public string Description { get; set; }

    public string Id { get; set; }

    public List<string> Images { get; set; }

    public List<ProductMarketingFeatureOptions> MarketingFeatures { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Name { get; set; }

    public bool? Shippable { get; set; }

    public string StatementDescriptor { get; set; }

    public string TaxCode { get; set; }

    public string Type { get; set; }

    public string UnitLabel { get; set; }

    public string Url { get; set; }
}
