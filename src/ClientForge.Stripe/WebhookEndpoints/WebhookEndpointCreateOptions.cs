using Stripe.Infrastructure;

namespace Stripe;

public class WebhookEndpointCreateOptions : BaseOptions, IHasMetadata
{
    public string ApiVersion { get; set; }

    public bool? Connect { get; set; }

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
