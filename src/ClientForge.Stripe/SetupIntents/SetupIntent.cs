using Stripe.Infrastructure;

namespace Stripe;

/// <summary>The saving of a payment method for later, with what its bank demands.</summary>
public class SetupIntent : StripeEntity<SetupIntent>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public List<string> AllowedPaymentMethodTypes { get; set; }

    [Expandable("application")]
    public string ApplicationId { get; set; }

    public bool AttachToSelf { get; set; }

    public SetupIntentAutomaticPaymentMethods AutomaticPaymentMethods { get; set; }

    public string CancellationReason { get; set; }

    public string ClientSecret { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    [Expandable("customer", Object = nameof(Customer))]
    public string CustomerId { get => Customer?.Id ?? field; set; }

    public Customer Customer { get; set; }

    public string CustomerAccount { get; set; }

    public string Description { get; set; }

    public List<string> ExcludedPaymentMethodTypes { get; set; }

    public List<string> FlowDirections { get; set; }

    public StripeError LastSetupError { get; set; }

    [Expandable("latest_attempt")]
    public string LatestAttemptId { get; set; }

    public bool Livemode { get; set; }

    [Expandable("mandate")]
    public string MandateId { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public SetupIntentNextAction NextAction { get; set; }

    [Expandable("on_behalf_of")]
    public string OnBehalfOfId { get; set; }

    [Expandable("payment_method", Object = nameof(PaymentMethod))]
    public string PaymentMethodId { get => PaymentMethod?.Id ?? field; set; }

    public PaymentMethod PaymentMethod { get; set; }

    public SetupIntentPaymentMethodConfigurationDetails PaymentMethodConfigurationDetails { get; set; }

    public List<string> PaymentMethodTypes { get; set; }

    [Expandable("single_use_mandate")]
    public string SingleUseMandateId { get; set; }

    public string Status { get; set; }

    public string Usage { get; set; }
}

public class SetupIntentAutomaticPaymentMethods : StripeEntity<SetupIntentAutomaticPaymentMethods>
{
    public string AllowRedirects { get; set; }

    public bool? Enabled { get; set; }
}

public class SetupIntentNextAction : StripeEntity<SetupIntentNextAction>
{
    public SetupIntentNextActionRedirectToUrl RedirectToUrl { get; set; }

    public string Type { get; set; }

    public Dictionary<string, object> UseStripeSdk { get; set; }

    public SetupIntentNextActionVerifyWithMicrodeposits VerifyWithMicrodeposits { get; set; }
}

public class SetupIntentNextActionRedirectToUrl : StripeEntity<SetupIntentNextActionRedirectToUrl>
{
    public string ReturnUrl { get; set; }

    public string Url { get; set; }
}

public class SetupIntentNextActionVerifyWithMicrodeposits : StripeEntity<SetupIntentNextActionVerifyWithMicrodeposits>
{
    public DateTime ArrivalDate { get; set; } = DateTime.UnixEpoch;

    public string HostedVerificationUrl { get; set; }

    public string MicrodepositType { get; set; }
}

public class SetupIntentPaymentMethodConfigurationDetails : StripeEntity<SetupIntentPaymentMethodConfigurationDetails>, IHasId
{
    public string Id { get; set; }

    public string Parent { get; set; }
}
