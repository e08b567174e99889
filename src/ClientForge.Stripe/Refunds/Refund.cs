using Stripe.Infrastructure;

namespace Stripe;

/// <summary>Money going back for a charge. Amounts in minor units.</summary>
public class Refund : StripeEntity<Refund>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public long Amount { get; set; }

    [Expandable("balance_transaction", Object = nameof(BalanceTransaction))]
    public string BalanceTransactionId { get => BalanceTransaction?.Id ?? field; set; }

    public BalanceTransaction BalanceTransaction { get; set; }

    [Expandable("charge", Object = nameof(Charge))]
    public string ChargeId { get => Charge?.Id ?? field; set; }

    public Charge Charge { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    public string Currency { get; set; }

    [Expandable("customer", Object = nameof(Customer))]
    public string CustomerId { get => Customer?.Id ?? field; set; }

    public Customer Customer { get; set; }

    public string CustomerAccount { get; set; }

    public string Description { get; set; }

    public RefundDestinationDetails DestinationDetails { get; set; }

    [Expandable("failure_balance_transaction", Object = nameof(FailureBalanceTransaction))]
    public string FailureBalanceTransactionId { get => FailureBalanceTransaction?.Id ?? field; set; }

    public BalanceTransaction FailureBalanceTransaction { get; set; }

    public string FailureReason { get; set; }

    public string InstructionsEmail { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public RefundNextAction NextAction { get; set; }

    [Expandable("payment_intent", Object = nameof(PaymentIntent))]
    public string PaymentIntentId { get => PaymentIntent?.Id ?? field; set; }

    public PaymentIntent PaymentIntent { get; set; }

    [Expandable("payment_method", Object = nameof(PaymentMethod))]
    public string PaymentMethodId { get => PaymentMethod?.Id ?? field; set; }

    public PaymentMethod PaymentMethod { get; set; }

    public string PendingReason { get; set; }

    public string Reason { get; set; }

    public string ReceiptNumber { get; set; }

    [Expandable("source_transfer_reversal")]
    public string SourceTransferReversalId { get; set; }

    public string Status { get; set; }

    [Expandable("transfer_reversal")]
    public string TransferReversalId { get; set; }
}

public class RefundDestinationDetails : StripeEntity<RefundDestinationDetails>
{
    public RefundDestinationDetailsCard Card { get; set; }

    public RefundDestinationDetailsRevolut Revolut { get; set; }

    public string Type { get; set; }
}

public class RefundDestinationDetailsCard : StripeEntity<RefundDestinationDetailsCard>
{
    public string Reference { get; set; }

    public string ReferenceStatus { get; set; }

    public string ReferenceType { get; set; }

    public string Type { get; set; }
}

public class RefundDestinationDetailsRevolut : StripeEntity<RefundDestinationDetailsRevolut>;

public class RefundNextAction : StripeEntity<RefundNextAction>
{
    public string Type { get; set; }
}
