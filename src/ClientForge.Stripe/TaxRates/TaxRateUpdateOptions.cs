using Stripe.Infrastructure;

namespace Stripe;

public class TaxRateUpdateOptions : BaseOptions, IHasMetadata
{
    public bool? Active { get; set; }

    public string Country { get; set; }

    public string Description { get; set; }

    public string DisplayName { get; set; }

    public string Jurisdiction { get; set; }

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

    public string State { get; set; }

    public string TaxType { get; set; }
}
