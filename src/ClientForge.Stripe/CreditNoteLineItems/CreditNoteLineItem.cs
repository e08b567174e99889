using Stripe.Infrastructure;

namespace Stripe;

/// <summary>One line of a credit note. Amounts in minor units.</summary>
public class CreditNoteLineItem : StripeEntity<CreditNoteLineItem>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public long Amount { get; set; }

    public string Description { get; set; }

    public long DiscountAmount { get; set; }

    public List<CreditNoteLineItemDiscountAmount> DiscountAmounts { get; set; }

    public string InvoiceLineItem { get; set; }

    public bool Livemode { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public List<CreditNoteLineItemPretaxCreditAmount> PretaxCreditAmounts { get; set; }

    public long? Quantity { get; set; }

    public List<TaxRate> TaxRates { get; set; }

    public List<CreditNoteLineItemTax> Taxes { get; set; }

    public string Type { get; set; }

    public long? UnitAmount { get; set; }

    public decimal? UnitAmountDecimal { get; set; }
}

public class CreditNoteLineItemDiscountAmount : StripeEntity<CreditNoteLineItemDiscountAmount>
{
    public long Amount { get; set; }

    [Expandable("discount", Object = nameof(Discount))]
    public string DiscountId { get => Discount?.Id ?? field; set; }

    public Discount Discount { get; set; }
}

public class CreditNoteLineItemPretaxCreditAmount : StripeEntity<CreditNoteLineItemPretaxCreditAmount>
{
    public long Amount { get; set; }

    [Expandable("credit_balance_transaction", Object = nameof(CreditBalanceTransaction))]
    public string CreditBalanceTransactionId { get => CreditBalanceTransaction?.Id ?? field; set; }

    public Billing.CreditBalanceTransaction CreditBalanceTransaction { get; set; }

    [Expandable("discount", Object = nameof(Discount))]
    public string DiscountId { get => Discount?.Id ?? field; set; }

    public Discount Discount { get; set; }

    public string Type { get; set; }
}

public class CreditNoteLineItemTax : StripeEntity<CreditNoteLineItemTax>
{
    public long Amount { get; set; }

    public string TaxBehavior { get; set; }

    public CreditNoteLineItemTaxTaxRateDetails TaxRateDetails { get; set; }

    public string TaxabilityReason { get; set; }

    public long? TaxableAmount { get; set; }

    public string Type { get; set; }
}

public class CreditNoteLineItemTaxTaxRateDetails : StripeEntity<CreditNoteLineItemTaxTaxRateDetails>
{
    [Expandable("tax_rate", Object = nameof(TaxRate))]
    public string TaxRateId { get => TaxRate?.Id ?? field; set; }

    public TaxRate TaxRate { get; set; }
}
