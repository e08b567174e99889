using Stripe.Infrastructure;

namespace Stripe;

/// <summary>A payment laid to an invoice. Amounts in minor units.</summary>
public class InvoicePayment : StripeEntity<InvoicePayment>, IHasId, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public long? AmountPaid { get; set; }

    public long AmountRequested { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    public string Currency { get; set; }

    [Expandable("invoice", Object = nameof(Invoice))]
    public string InvoiceId { get => Invoice?.Id ?? field; set; }

    public Invoice Invoice { get; set; }

    public bool IsDefault { get; set; }

    public bool Livemode { get; set; }

    public InvoicePaymentPayment Payment { get; set; }

    public string Status { get; set; }

    public InvoicePaymentStatusTransitions StatusTransitions { get; set; }
}

public class InvoicePaymentPayment : StripeEntity<InvoicePaymentPayment>
{
    [Expandable("charge", Object = nameof(Charge))]
    public string ChargeId { get => Charge?.Id ?? field; set; }

    public Charge Charge { get; set; }

    [Expandable("payment_intent", Object = nameof(PaymentIntent))]
    public string PaymentIntentId { get => PaymentIntent?.Id ?? field; set; }

    public PaymentIntent PaymentIntent { get; set; }

    [Expandable("payment_record")]
    public string PaymentRecordId { get; set; }

    public string Type { get; set; }
}

public class InvoicePaymentStatusTransitions : StripeEntity<InvoicePaymentStatusTransitions>
{
    public DateTime? CanceledAt { get; set; }

    public DateTime? PaidAt { get; set; }
}
