namespace Stripe;

public class InvoiceUpdateInvoiceLineItemsOptions : BaseOptions, IHasMetadata
{
    public long? Amount { get; set; }

    public string Description { get; set; }

    public bool? Discountable { get; set; }

    public List<InvoiceLineItemDiscountOptions> Discounts { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public InvoiceLineItemPeriodOptions Period { get; set; }

    public string Price { get; set; }

    public InvoiceLineItemPriceDataOptions PriceData { get; set; }

    public long? Quantity { get; set; }

    public List<InvoiceLineItemTaxAmountOptions> TaxAmounts { get; set; }

    public List<string> TaxRates { get; set; }
}
