namespace Stripe;

public class ChargeCaptureOptions : BaseOptions
{
    public long? Amount { get; set; }

    public long? ApplicationFee { get; set; }

    public long? ApplicationFeeAmount { get; set; }

    public decimal? ExchangeRate { get; set; }

    public string ReceiptEmail { get; set; }

    public string StatementDescriptor { get; set; }

    public string StatementDescriptorSuffix { get; set; }

    public string TransferGroup { get; set; }
}
