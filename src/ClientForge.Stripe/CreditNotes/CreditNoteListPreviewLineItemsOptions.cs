namespace Stripe;

public class CreditNoteListPreviewLineItemsOptions : ListOptions, IHasMetadata
{
    public long? Amount { get; set; }

    public long? CreditAmount { get; set; }

    public string Invoice { get; set; }

    public string Memo { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public long? OutOfBandAmount { get; set; }

    public string Reason { get; set; }

    public string Refund { get; set; }

    public long? RefundAmount { get; set; }
}
