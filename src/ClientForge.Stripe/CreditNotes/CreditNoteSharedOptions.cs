using Stripe.Infrastructure;

namespace Stripe;

public class CreditNoteLineOptions : INestedOptions, IHasMetadata, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    public long? Amount { get; set; }

    public string Description { get; set; }

    public string InvoiceLineItem { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public long? Quantity { get; set; }

    [Emptyable]
    public List<CreditNoteLineTaxAmountOptions> TaxAmounts
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    [Emptyable]
    public List<string> TaxRates
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    public string Type { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }
}

public class CreditNoteLineTaxAmountOptions : INestedOptions
{
    public long? Amount { get; set; }

    public string TaxRate { get; set; }

    public long? TaxableAmount { get; set; }
}

public class CreditNoteRefundOptions : INestedOptions
{
    public long? AmountRefunded { get; set; }

    public CreditNoteRefundPaymentRecordRefundOptions PaymentRecordRefund { get; set; }

    public string Refund { get; set; }

    public string Type { get; set; }
}

public class CreditNoteRefundPaymentRecordRefundOptions : INestedOptions
{
    public string PaymentRecord { get; set; }

    public string RefundGroup { get; set; }
}
