using Stripe.Infrastructure;

namespace Stripe;

/// <summary>A card or bank account to pay with.</summary>
public class PaymentMethod : StripeEntity<PaymentMethod>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public string AllowRedisplay { get; set; }

    public PaymentMethodBillingDetails BillingDetails { get; set; }

    public PaymentMethodCard Card { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    public PaymentMethodCustom Custom { get; set; }

    [Expandable("customer", Object = nameof(Customer))]
    public string CustomerId { get => Customer?.Id ?? field; set; }

    public Customer Customer { get; set; }

    public string CustomerAccount { get; set; }

    public bool Livemode { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public PaymentMethodSepaDebit SepaDebit { get; set; }

    public string Type { get; set; }

    public PaymentMethodUsBankAccount UsBankAccount { get; set; }
}

public class PaymentMethodBillingDetails : StripeEntity<PaymentMethodBillingDetails>
{
    public Address Address { get; set; }

    public string Email { get; set; }

    public string Name { get; set; }

    public string Phone { get; set; }

    public string TaxId { get; set; }
}

public class PaymentMethodCard : StripeEntity<PaymentMethodCard>
{
    public string Brand { get; set; }

    public PaymentMethodCardChecks Checks { get; set; }

    public string Country { get; set; }

    public string Description { get; set; }

    public string DisplayBrand { get; set; }

    public long ExpMonth { get; set; }

    public long ExpYear { get; set; }

    public string Fingerprint { get; set; }

    public string Funding { get; set; }

    public PaymentMethodCardGeneratedFrom GeneratedFrom { get; set; }

    public string Iin { get; set; }

    public string Issuer { get; set; }

    public string Last4 { get; set; }

    public PaymentMethodCardNetworks Networks { get; set; }

    public string RegulatedStatus { get; set; }

    public PaymentMethodCardThreeDSecureUsage ThreeDSecureUsage { get; set; }
}

public class PaymentMethodCardChecks : StripeEntity<PaymentMethodCardChecks>
{
    public string AddressLine1Check { get; set; }

    public string AddressPostalCodeCheck { get; set; }

    public string CvcCheck { get; set; }
}

public class PaymentMethodCardGeneratedFrom : StripeEntity<PaymentMethodCardGeneratedFrom>
{
    public string Charge { get; set; }

    public PaymentMethodCardGeneratedFromPaymentMethodDetails PaymentMethodDetails { get; set; }

    [Expandable("setup_attempt")]
    public string SetupAttemptId { get; set; }
}

public class PaymentMethodCardGeneratedFromPaymentMethodDetails : StripeEntity<PaymentMethodCardGeneratedFromPaymentMethodDetails>
{
    public string Type { get; set; }
}

public class PaymentMethodCardNetworks : StripeEntity<PaymentMethodCardNetworks>
{
    public List<string> Available { get; set; }

    public string Preferred { get; set; }
}

public class PaymentMethodCardThreeDSecureUsage : StripeEntity<PaymentMethodCardThreeDSecureUsage>
{
    public bool Supported { get; set; }
}

public class PaymentMethodCustom : StripeEntity<PaymentMethodCustom>
{
    public string DisplayName { get; set; }

    public PaymentMethodCustomLogo Logo { get; set; }

    public string Type { get; set; }
}

public class PaymentMethodCustomLogo : StripeEntity<PaymentMethodCustomLogo>
{
    public string ContentType { get; set; }

    public string Url { get; set; }
}

public class PaymentMethodSepaDebit : StripeEntity<PaymentMethodSepaDebit>
{
    public string BankCode { get; set; }

    public string BranchCode { get; set; }

    public string Country { get; set; }

    public string Fingerprint { get; set; }

    public PaymentMethodSepaDebitGeneratedFrom GeneratedFrom { get; set; }

    public string Last4 { get; set; }
}

public class PaymentMethodSepaDebitGeneratedFrom : StripeEntity<PaymentMethodSepaDebitGeneratedFrom>
{
    [Expandable("charge", Object = nameof(Charge))]
    public string ChargeId { get => Charge?.Id ?? field; set; }

    public Charge Charge { get; set; }

    [Expandable("setup_attempt")]
    public string SetupAttemptId { get; set; }
}

public class PaymentMethodUsBankAccount : StripeEntity<PaymentMethodUsBankAccount>
{
    public string AccountHolderType { get; set; }

    public string AccountType { get; set; }

    public string BankName { get; set; }

    public string FinancialConnectionsAccount { get; set; }

    public string Fingerprint { get; set; }

    public string Last4 { get; set; }

    public PaymentMethodUsBankAccountNetworks Networks { get; set; }

    public string RoutingNumber { get; set; }

    public PaymentMethodUsBankAccountStatusDetails StatusDetails { get; set; }
}

public class PaymentMethodUsBankAccountNetworks : StripeEntity<PaymentMethodUsBankAccountNetworks>
{
    public string Preferred { get; set; }

    public List<string> Supported { get; set; }
}

public class PaymentMethodUsBankAccountStatusDetails : StripeEntity<PaymentMethodUsBankAccountStatusDetails>
{
    public PaymentMethodUsBankAccountStatusDetailsBlocked Blocked { get; set; }
}

public class PaymentMethodUsBankAccountStatusDetailsBlocked : StripeEntity<PaymentMethodUsBankAccountStatusDetailsBlocked>
{
    public string NetworkCode { get; set; }

    public string Reason { get; set; }
}
