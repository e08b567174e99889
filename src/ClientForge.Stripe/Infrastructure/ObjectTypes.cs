namespace Stripe.Infrastructure;

/// <summary>The entity that each value of <c>object</c> stands for.</summary>
internal static class ObjectTypes
{
    private static readonly Dictionary<string, Type> Types = new()
    {
        ["balance_transaction"] = typeof(BalanceTransaction),
        ["billing.credit_grant"] = typeof(Billing.CreditGrant),
        ["billing.meter"] = typeof(Billing.Meter),
        ["billing.meter_event"] = typeof(Billing.MeterEvent),
        ["billing.meter_event_adjustment"] = typeof(Billing.MeterEventAdjustment),
        ["billing.meter_event_summary"] = typeof(Billing.MeterEventSummary),
        ["charge"] = typeof(Charge),
        ["coupon"] = typeof(Coupon),
        ["credit_note"] = typeof(CreditNote),
        ["credit_note_line_item"] = typeof(CreditNoteLineItem),
        ["customer"] = typeof(Customer),
        ["customer_balance_transaction"] = typeof(CustomerBalanceTransaction),
        ["discount"] = typeof(Discount),
        ["dispute"] = typeof(Dispute),
        ["event"] = typeof(Event),
        ["invoice"] = typeof(Invoice),
        ["invoice_payment"] = typeof(InvoicePayment),
        ["invoiceitem"] = typeof(InvoiceItem),
        ["line_item"] = typeof(InvoiceLineItem),
        ["payment_intent"] = typeof(PaymentIntent),
        ["payment_method"] = typeof(PaymentMethod),
        ["price"] = typeof(Price),
        ["product"] = typeof(Product),
        ["promotion_code"] = typeof(PromotionCode),
        ["refund"] = typeof(Refund),
        ["setup_intent"] = typeof(SetupIntent),
        ["subscription"] = typeof(Subscription),
        ["subscription_item"] = typeof(SubscriptionItem),
        ["subscription_schedule"] = typeof(SubscriptionSchedule),
        ["tax_id"] = typeof(TaxId),
        ["tax_rate"] = typeof(TaxRate),
        ["test_helpers.test_clock"] = typeof(TestHelpers.TestClock),
        ["webhook_endpoint"] = typeof(WebhookEndpoint),
    };

    /// <returns>Null for a type outside of the subset.</returns>
    public static Type Find(string name) => name is null ? null : Types.GetValueOrDefault(name);
}
