using Stripe.Infrastructure;

namespace Stripe;

/// <summary>A line that waits for the customer's next invoice or for a draft. Amounts in minor units.</summary>
public class InvoiceItem : StripeEntity<InvoiceItem>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public long Amount { get; set; }

    public string Currency { get; set; }

    [Expandable("customer", Object = nameof(Customer))]
    public string CustomerId { get => Customer?.Id ?? field; set; }

    public Customer Customer { get; set; }

    public string CustomerAccount { get; set; }

    public DateTime Date { get; set; } = DateTime.UnixEpoch;

    public bool? Deleted { get; set; }

    public string Description { get; set; }

    public bool Discountable { get; set; }

    [Expandable("discounts", Object = nameof(Discounts))]
    public List<string> DiscountIds { get; set; }

    public List<Discount> Discounts { get; set; }

    [Expandable("invoice", Object = nameof(Invoice))]
    public string InvoiceId { get => Invoice?.Id ?? field; set; }

    public Invoice Invoice { get; set; }

    public bool Livemode { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public long NetAmount { get; set; }

    public InvoiceItemParent Parent { get; set; }

    public InvoiceItemPeriod Period { get; set; }

    public InvoiceItemPricing Pricing { get; set; }

    public bool Proration { get; set; }

    public InvoiceItemProrationDetails ProrationDetails { get; set; }

    public long Quantity { get; set; }

    public decimal QuantityDecimal { get; set; }

    public List<TaxRate> TaxRates { get; set; }

    [Expandable("test_clock", Object = nameof(TestClock))]
    public string TestClockId { get => TestClock?.Id ?? field; set; }

    public TestHelpers.TestClock TestClock { get; set; }
}

public class InvoiceItemParent : StripeEntity<InvoiceItemParent>
{
    public InvoiceItemParentSubscriptionDetails SubscriptionDetails { get; set; }

    public string Type { get; set; }
}

public class InvoiceItemParentSubscriptionDetails : StripeEntity<InvoiceItemParentSubscriptionDetails>
{
    public string Subscription { get; set; }

    public string SubscriptionItem { get; set; }
}

public class InvoiceItemPeriod : StripeEntity<InvoiceItemPeriod>
{
    public DateTime End { get; set; } = DateTime.UnixEpoch;

    public DateTime Start { get; set; } = DateTime.UnixEpoch;
}

public class InvoiceItemPricing : StripeEntity<InvoiceItemPricing>
{
    public InvoiceItemPricingPriceDetails PriceDetails { get; set; }

    public string Type { get; set; }

    public decimal? UnitAmountDecimal { get; set; }
}

public class InvoiceItemPricingPriceDetails : StripeEntity<InvoiceItemPricingPriceDetails>
{
    [Expandable("price", Object = nameof(Price))]
    public string PriceId { get => Price?.Id ?? field; set; }

    public Price Price { get; set; }

    public string Product { get; set; }
}

public class InvoiceItemProrationDetails : StripeEntity<InvoiceItemProrationDetails>
{
    public InvoiceItemProrationDetailsCreditedItems CreditedItems { get; set; }

    public List<InvoiceItemProrationDetailsDiscountAmount> DiscountAmounts { get; set; }
}

public class InvoiceItemProrationDetailsCreditedItems : StripeEntity<InvoiceItemProrationDetailsCreditedItems>
{
    public string InvoiceItem { get; set; }

    public InvoiceItemProrationDetailsCreditedItemsInvoiceLineItemDetails InvoiceLineItemDetails { get; set; }

    public string Type { get; set; }
}

public class InvoiceItemProrationDetailsCreditedItemsInvoiceLineItemDetails : StripeEntity<InvoiceItemProrationDetailsCreditedItemsInvoiceLineItemDetails>
{
    public string Invoice { get; set; }

    public List<string> InvoiceLineItems { get; set; }
}

public class InvoiceItemProrationDetailsDiscountAmount : StripeEntity<InvoiceItemProrationDetailsDiscountAmount>
{
    public long Amount { get; set; }

    [Expandable("discount", Object = nameof(Discount))]
    public string DiscountId { get => Discount?.Id ?? field; set; }

    public Discount Discount { get; set; }
}
