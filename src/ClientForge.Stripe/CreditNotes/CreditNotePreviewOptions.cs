namespace Stripe;

public class CreditNotePreviewOptions : BaseOptions, IHasMetadata
{
    public long? Amount { get; set; }

    public long? CreditAmount { get; set; }

    public DateTime? EffectiveAt { get; set; }

    public string EmailType { get; set; }

    public string Invoice { get; set; }

    public List<CreditNoteLineOptions> Lines { get; set; }

    public string Memo { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public long? OutOfBandAmount { get; set; }

    public string Reason { get; set; }

    public long? RefundAmount { get; set; }

    public List<CreditNoteRefundOptions> Refunds { get; set; }
}
