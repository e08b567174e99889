using Stripe.Infrastructure;

namespace Stripe;

public class InvoiceAddLinesOptions : BaseOptions
{
    [Emptyable]
    public Dictionary<string, string> InvoiceMetadata
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public List<InvoiceLineOptions> Lines { get; set; }
}
