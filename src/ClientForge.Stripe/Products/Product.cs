using Stripe.Infrastructure;

namespace Stripe;

/// <summary>What is sold; its prices say for how much.</summary>
public class Product : StripeEntity<Product>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public bool Active { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    [Expandable("default_price", Object = nameof(DefaultPrice))]
    public string DefaultPriceId { get => DefaultPrice?.Id ?? field; set; }

    public Price DefaultPrice { get; set; }

    public bool? Deleted { get; set; }

    public string Description { get; set; }

    public List<string> Images { get; set; }

    public bool Livemode { get; set; }

    public List<ProductMarketingFeature> MarketingFeatures { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Name { get; set; }

    public bool? Shippable { get; set; }

    public string StatementDescriptor { get; set; }

    [Expandable("tax_code")]
    public string TaxCodeId { get; set; }

    public string Type { get; set; }

    public string UnitLabel { get; set; }

    public DateTime Updated { get; set; } = DateTime.UnixEpoch;

    public string Url { get; set; }
}

public class ProductMarketingFeature : StripeEntity<ProductMarketingFeature>
{
    public string Name { get; set; }
}
