namespace Stripe;

public class CreditNoteUpdateOptions : BaseOptions, IHasMetadata
{
    public string Memo { get; set; }

    public Dictionary<string, string> Metadata { get; set; }
}
