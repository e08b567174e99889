using Stripe.Infrastructure;

namespace Stripe;

public class ProductUpdateOptions : BaseOptions, IHasMetadata
{
    public bool? Active { get; set; }

    public string DefaultPrice { get; set; }

    [Emptyable]
    public string Description
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    [Emptyable]
    public List<string> Images
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    [Emptyable]
    public List<ProductMarketingFeatureOptions> MarketingFeatures
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    [Emptyable]
    public Dictionary<string, string> Metadata
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public string Name { get; set; }

    public bool? Shippable { get; set; }

    public string StatementDescriptor { get; set; }

    [Emptyable]
    public string TaxCode
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    [Emptyable]
    public string UnitLabel
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    [Emptyable]
    public string Url
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }
}
