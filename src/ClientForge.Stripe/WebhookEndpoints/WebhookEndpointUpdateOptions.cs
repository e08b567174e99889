using Stripe.Infrastructure;

namespace Stripe;

public class WebhookEndpointUpdateOptions : BaseOptions, IHasMetadata
{
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

    public bool? Disabled { get; set; }

    public List<string> EnabledEvents { get; set; }

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

    public string Url { get; set; }
}
