using Stripe.Infrastructure;

namespace Stripe;

/// <summary>The collecting of one payment over all its attempts. Amounts in minor units.</summary>
public class PaymentIntent : StripeEntity<PaymentIntent>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public List<string> AllowedPaymentMethodTypes { get; set; }

    public long Amount { get; set; }

    public long AmountCapturable { get; set; }

    public long AmountReceived { get; set; }

    [Expandable("application")]
    public string ApplicationId { get; set; }

    public long? ApplicationFeeAmount { get; set; }

    public PaymentIntentAutomaticPaymentMethods AutomaticPaymentMethods { get; set; }

    public DateTime? CanceledAt { get; set; }

    public string CancellationReason { get; set; }

    public string CaptureMethod { get; set; }

    public string ClientSecret { get; set; }

    public string ConfirmationMethod { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    public string Currency { get; set; }

    [Expandable("customer", Object = nameof(Customer))]
    public string CustomerId { get => Customer?.Id ?? field; set; }

    public Customer Customer { get; set; }

    public string CustomerAccount { get; set; }

    public string Description { get; set; }

    public List<string> ExcludedPaymentMethodTypes { get; set; }

    public StripeError LastPaymentError { get; set; }

    [Expandable("latest_charge", Object = nameof(LatestCharge))]
    public string LatestChargeId { get => LatestCharge?.Id ?? field; set; }

    public Charge LatestCharge { get; set; }

    public bool Livemode { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public PaymentIntentNextAction NextAction { get; set; }

    [Expandable("on_behalf_of")]
    public string OnBehalfOfId { get; set; }

    [Expandable("payment_method", Object = nameof(PaymentMethod))]
    public string PaymentMethodId { get => PaymentMethod?.Id ?? field; set; }

    public PaymentMethod PaymentMethod { get; set; }

    public PaymentIntentPaymentMethodConfigurationDetails PaymentMethodConfigurationDetails { get; set; }

    public List<string> PaymentMethodTypes { get; set; }

    public PaymentIntentProcessing Processing { get; set; }

    public string ReceiptEmail { get; set; }

    [Expandable("review")]
    public string ReviewId { get; set; }

    public string SetupFutureUsage { get; set; }

    public Shipping Shipping { get; set; }

    [Expandable("source")]
    public string SourceId { get; set; }

    public string StatementDescriptor { get; set; }

    public string StatementDescriptorSuffix { get; set; }

    public string Status { get; set; }

    public string TransferGroup { get; set; }
}

public class PaymentIntentAutomaticPaymentMethods : StripeEntity<PaymentIntentAutomaticPaymentMethods>
{
    public string AllowRedirects { get; set; }

    public bool Enabled { get; set; }
}

public class PaymentIntentNextAction : StripeEntity<PaymentIntentNextAction>
{
    public PaymentIntentNextActionCardAwaitNotification CardAwaitNotification { get; set; }

    public PaymentIntentNextActionRedirectToUrl RedirectToUrl { get; set; }

    public string Type { get; set; }

    public Dictionary<string, object> UseStripeSdk { get; set; }

    public PaymentIntentNextActionVerifyWithMicrodeposits VerifyWithMicrodeposits { get; set; }
}

public class PaymentIntentNextActionCardAwaitNotification : StripeEntity<PaymentIntentNextActionCardAwaitNotification>
{
    public DateTime? ChargeAttemptAt { get; set; }

    public bool? CustomerApprovalRequired { get; set; }
}

public class PaymentIntentNextActionRedirectToUrl : StripeEntity<PaymentIntentNextActionRedirectToUrl>
{
    public string ReturnUrl { get; set; }

    public string Url { get; set; }
}

public class PaymentIntentNextActionVerifyWithMicrodeposits : StripeEntity<PaymentIntentNextActionVerifyWithMicrodeposits>
{
    public DateTime ArrivalDate { get; set; } = DateTime.UnixEpoch;

    public string HostedVerificationUrl { get; set; }

    public string MicrodepositType { get; set; }
}

public class PaymentIntentPaymentMethodConfigurationDetails : StripeEntity<PaymentIntentPaymentMethodConfigurationDetails>, IHasId
{
    public string Id { get; set; }

    public string Parent { get; set; }
}

public class PaymentIntentProcessing : StripeEntity<PaymentIntentProcessing>
{
    public PaymentIntentProcessingCard Card { get; set; }

    public string Type { get; set; }
}

public class PaymentIntentProcessingCard : StripeEntity<PaymentIntentProcessingCard>
{
    public PaymentIntentProcessingCardCustomerNotification CustomerNotification { get; set; }
}

public class PaymentIntentProcessingCardCustomerNotification : StripeEntity<PaymentIntentProcessingCardCustomerNotification>
{
    public bool? ApprovalRequested { get; set; }

    public DateTime? CompletesAt { get; set; }
}
