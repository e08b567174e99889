using Stripe.Infrastructure;

namespace Stripe;

/// <summary>One line of an invoice, before discounts and tax of the whole. Amounts in minor units.</summary>
public class InvoiceLineItem : StripeEntity<InvoiceLineItem>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public long Amount { get; set; }

    public string Currency { get; set; }

    public string Description { get; set; }

    public List<InvoiceLineItemDiscountAmount> DiscountAmounts { get; set; }

    public bool Discountable { get; set; }

    [Expandable("discounts", Object = nameof(Discounts))]
    public List<string> DiscountIds { get; set; }

    public List<Discount> Discounts { get; set; }

    public string Invoice { get; set; }

    public bool Livemode { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public InvoiceLineItemParent Parent { get; set; }

    public InvoiceLineItemPeriod Period { get; set; }

    public List<InvoiceLineItemPretaxCreditAmount> PretaxCreditAmounts { get; set; }

    public InvoiceLineItemPricing Pricing { get; set; }

    public long? Quantity { get; set; }

    public decimal? QuantityDecimal { get; set; }

    [Expandable("subscription", Object = nameof(Subscription))]
    public string SubscriptionId { get => Subscription?.Id ?? field; set; }

    public Subscription Subscription { get; set; }

    public long Subtotal { get; set; }

    public List<InvoiceLineItemTax> Taxes { get; set; }
}

public class InvoiceLineItemDiscountAmount : StripeEntity<InvoiceLineItemDiscountAmount>
{
    public long Amount { get; set; }

    [Expandable("discount", Object = nameof(Discount))]
    public string DiscountId { get => Discount?.Id ?? field; set; }

    public Discount Discount { get; set; }
}

public class InvoiceLineItemParent : StripeEntity<InvoiceLineItemParent>
{
    public InvoiceLineItemParentInvoiceItemDetails InvoiceItemDetails { get; set; }

    public InvoiceLineItemParentSubscriptionItemDetails SubscriptionItemDetails { get; set; }

    public string Type { get; set; }
}

public class InvoiceLineItemParentInvoiceItemDetails : StripeEntity<InvoiceLineItemParentInvoiceItemDetails>
{
    public string InvoiceItem { get; set; }

    public bool Proration { get; set; }

    public InvoiceLineItemParentInvoiceItemDetailsProrationDetails ProrationDetails { get; set; }

    public string Subscription { get; set; }
}

public class InvoiceLineItemParentInvoiceItemDetailsProrationDetails : StripeEntity<InvoiceLineItemParentInvoiceItemDetailsProrationDetails>
{
    public InvoiceLineItemParentInvoiceItemDetailsProrationDetailsCreditedItems CreditedItems { get; set; }
}

public class InvoiceLineItemParentInvoiceItemDetailsProrationDetailsCreditedItems : StripeEntity<InvoiceLineItemParentInvoiceItemDetailsProrationDetailsCreditedItems>
{
    public string Invoice { get; set; }

    public List<string> InvoiceLineItems { get; set; }
}

public class InvoiceLineItemParentSubscriptionItemDetails : StripeEntity<InvoiceLineItemParentSubscriptionItemDetails>
{
    public string InvoiceItem { get; set; }

    public bool Proration { get; set; }

    public InvoiceLineItemParentSubscriptionItemDetailsProrationDetails ProrationDetails { get; set; }

    public string Subscription { get; set; }

    public string SubscriptionItem { get; set; }
}

public class InvoiceLineItemParentSubscriptionItemDetailsProrationDetails : StripeEntity<InvoiceLineItemParentSubscriptionItemDetailsProrationDetails>
{
    public InvoiceLineItemParentSubscriptionItemDetailsProrationDetailsCreditedItems CreditedItems { get; set; }
}

public class InvoiceLineItemParentSubscriptionItemDetailsProrationDetailsCreditedItems : StripeEntity<InvoiceLineItemParentSubscriptionItemDetailsProrationDetailsCreditedItems>
{
    public string Invoice { get; set; }

    public List<string> InvoiceLineItems { get; set; }
}

public class InvoiceLineItemPeriod : StripeEntity<InvoiceLineItemPeriod>
{
    public DateTime End { get; set; } = DateTime.UnixEpoch;

    public DateTime Start { get; set; } = DateTime.UnixEpoch;
}

public class InvoiceLineItemPretaxCreditAmount : StripeEntity<InvoiceLineItemPretaxCreditAmount>
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

public class InvoiceLineItemPricing : StripeEntity<InvoiceLineItemPricing>
{
    public InvoiceLineItemPricingPriceDetails PriceDetails { get; set; }

    public string Type { get; set; }

    public decimal? UnitAmountDecimal { get; set; }
}

public class InvoiceLineItemPricingPriceDetails : StripeEntity<InvoiceLineItemPricingPriceDetails>
{
    [Expandable("price", Object = nameof(Price))]
    public string PriceId { get => Price?.Id ?? field; set; }

    public Price Price { get; set; }

    public string Product { get; set; }
}

public class InvoiceLineItemTax : StripeEntity<InvoiceLineItemTax>
{
    public long Amount { get; set; }

    public string TaxBehavior { get; set; }

    public InvoiceLineItemTaxTaxRateDetails TaxRateDetails { get; set; }

    public string TaxabilityReason { get; set; }

    public long? TaxableAmount { get; set; }

    public string Type { get; set; }
}

public class InvoiceLineItemTaxTaxRateDetails : StripeEntity<InvoiceLineItemTaxTaxRateDetails>
{
    [Expandable("tax_rate", Object = nameof(TaxRate))]
    public string TaxRateId { get => TaxRate?.Id ?? field; set; }

    public TaxRate TaxRate { get; set; }
}
