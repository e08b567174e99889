using Stripe.Infrastructure;

namespace Stripe;

/// <summary>Takes back part of a finalized invoice, by lower amount due, refund, balance or out of band. Amounts in minor units.</summary>
public class CreditNote : StripeEntity<CreditNote>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public long Amount { get; set; }

    public long AmountShipping { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    public string Currency { get; set; }

    [Expandable("customer", Object = nameof(Customer))]
    public string CustomerId { get => Customer?.Id ?? field; set; }

    public Customer Customer { get; set; }

    public string CustomerAccount { get; set; }

    [Expandable("customer_balance_transaction", Object = nameof(CustomerBalanceTransaction))]
    public string CustomerBalanceTransactionId { get => CustomerBalanceTransaction?.Id ?? field; set; }

    public CustomerBalanceTransaction CustomerBalanceTransaction { get; set; }

    public long DiscountAmount { get; set; }

    public List<CreditNoteDiscountAmount> DiscountAmounts { get; set; }

    public DateTime? EffectiveAt { get; set; }

    [Expandable("invoice", Object = nameof(Invoice))]
    public string InvoiceId { get => Invoice?.Id ?? field; set; }

    public Invoice Invoice { get; set; }

    public StripeList<CreditNoteLineItem> Lines { get; set; }

    public bool Livemode { get; set; }

    public string Memo { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Number { get; set; }

    public long? OutOfBandAmount { get; set; }

    public string Pdf { get; set; }

    public long PostPaymentAmount { get; set; }

    public long PrePaymentAmount { get; set; }

    public List<CreditNotePretaxCreditAmount> PretaxCreditAmounts { get; set; }

    public string Reason { get; set; }

    public List<CreditNoteRefund> Refunds { get; set; }

    public string Status { get; set; }

    public long Subtotal { get; set; }

    public long? SubtotalExcludingTax { get; set; }

    public long Total { get; set; }

    public long? TotalExcludingTax { get; set; }

    public List<CreditNoteTotalTax> TotalTaxes { get; set; }

    public string Type { get; set; }

    public DateTime? VoidedAt { get; set; }
}

public class CreditNoteDiscountAmount : StripeEntity<CreditNoteDiscountAmount>
{
    public long Amount { get; set; }

    [Expandable("discount", Object = nameof(Discount))]
    public string DiscountId { get => Discount?.Id ?? field; set; }

    public Discount Discount { get; set; }
}

public class CreditNotePretaxCreditAmount : StripeEntity<CreditNotePretaxCreditAmount>
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

public class CreditNoteRefund : StripeEntity<CreditNoteRefund>
{
    public long AmountRefunded { get; set; }

    public CreditNoteRefundPaymentRecordRefund PaymentRecordRefund { get; set; }

    [Expandable("refund", Object = nameof(Refund))]
    public string RefundId { get => Refund?.Id ?? field; set; }

    public Refund Refund { get; set; }

    public string Type { get; set; }
}

public class CreditNoteRefundPaymentRecordRefund : StripeEntity<CreditNoteRefundPaymentRecordRefund>
{
    public string PaymentRecord { get; set; }

    public string RefundGroup { get; set; }
}

public class CreditNoteTotalTax : StripeEntity<CreditNoteTotalTax>
{
    public long Amount { get; set; }

    public string TaxBehavior { get; set; }

    public CreditNoteTotalTaxTaxRateDetails TaxRateDetails { get; set; }

    public string TaxabilityReason { get; set; }

    public long? TaxableAmount { get; set; }

    public string Type { get; set; }
}

public class CreditNoteTotalTaxTaxRateDetails : StripeEntity<CreditNoteTotalTaxTaxRateDetails>
{
    [Expandable("tax_rate", Object = nameof(TaxRate))]
    public string TaxRateId { get => TaxRate?.Id ?? field; set; }

    public TaxRate TaxRate { get; set; }
}
