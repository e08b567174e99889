using Stripe.Infrastructure;

namespace Stripe;

/// <summary>A payment that its payer contests at the bank. Amounts in minor units.</summary>
public class Dispute : StripeEntity<Dispute>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public long Amount { get; set; }

    public List<BalanceTransaction> BalanceTransactions { get; set; }

    [Expandable("charge", Object = nameof(Charge))]
    public string ChargeId { get => Charge?.Id ?? field; set; }

    public Charge Charge { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    public string Currency { get; set; }

    public List<string> EnhancedEligibilityTypes { get; set; }

    public bool IsChargeRefundable { get; set; }

    public bool Livemode { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string NetworkReasonCode { get; set; }

    [Expandable("payment_intent", Object = nameof(PaymentIntent))]
    public string PaymentIntentId { get => PaymentIntent?.Id ?? field; set; }

    public PaymentIntent PaymentIntent { get; set; }

    public DisputePaymentMethodDetails PaymentMethodDetails { get; set; }

    public string Reason { get; set; }

    public string Status { get; set; }
}

public class DisputePaymentMethodDetails : StripeEntity<DisputePaymentMethodDetails>
{
    public DisputePaymentMethodDetailsCard Card { get; set; }

    public string Type { get; set; }
}

public class DisputePaymentMethodDetailsCard : StripeEntity<DisputePaymentMethodDetailsCard>
{
    public string Brand { get; set; }

    public string CaseType { get; set; }

    public string Network { get; set; }

    public string NetworkReasonCode { get; set; }
}
