using Stripe.Infrastructure;

namespace Stripe;

/// <summary>One attempt to move money. Amounts in the currency's minor unit.</summary>
public class Charge : StripeEntity<Charge>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public long Amount { get; set; }

    public long AmountCaptured { get; set; }

    public long AmountRefunded { get; set; }

    [Expandable("application")]
    public string ApplicationId { get; set; }

    [Expandable("application_fee")]
    public string ApplicationFeeId { get; set; }

    public long? ApplicationFeeAmount { get; set; }

    public string AuthorizationCode { get; set; }

    [Expandable("balance_transaction", Object = nameof(BalanceTransaction))]
    public string BalanceTransactionId { get => BalanceTransaction?.Id ?? field; set; }

    public BalanceTransaction BalanceTransaction { get; set; }

    public ChargeBillingDetails BillingDetails { get; set; }

    public string CalculatedStatementDescriptor { get; set; }

    public bool Captured { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    public string Currency { get; set; }

    [Expandable("customer", Object = nameof(Customer))]
    public string CustomerId { get => Customer?.Id ?? field; set; }

    public Customer Customer { get; set; }

    public string Description { get; set; }

    public bool Disputed { get; set; }

    [Expandable("failure_balance_transaction", Object = nameof(FailureBalanceTransaction))]
    public string FailureBalanceTransactionId { get => FailureBalanceTransaction?.Id ?? field; set; }

    public BalanceTransaction FailureBalanceTransaction { get; set; }

    public string FailureCode { get; set; }

    public string FailureMessage { get; set; }

    public bool Livemode { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    [Expandable("on_behalf_of")]
    public string OnBehalfOfId { get; set; }

    public ChargeOutcome Outcome { get; set; }

    public bool Paid { get; set; }

    [Expandable("payment_intent", Object = nameof(PaymentIntent))]
    public string PaymentIntentId { get => PaymentIntent?.Id ?? field; set; }

    public PaymentIntent PaymentIntent { get; set; }

    public string PaymentMethod { get; set; }

    public ChargePaymentMethodDetails PaymentMethodDetails { get; set; }

    public string ReceiptEmail { get; set; }

    public string ReceiptNumber { get; set; }

    public string ReceiptUrl { get; set; }

    public bool Refunded { get; set; }

    public StripeList<Refund> Refunds { get; set; }

    [Expandable("review")]
    public string ReviewId { get; set; }

    public Shipping Shipping { get; set; }

    [Expandable("source_transfer")]
    public string SourceTransferId { get; set; }

    public string StatementDescriptor { get; set; }

    public string StatementDescriptorSuffix { get; set; }

    public string Status { get; set; }

    [Expandable("transfer")]
    public string TransferId { get; set; }

    public string TransferGroup { get; set; }
}

public class ChargeBillingDetails : StripeEntity<ChargeBillingDetails>
{
    public Address Address { get; set; }

    public string Email { get; set; }

    public string Name { get; set; }

    public string Phone { get; set; }

    public string TaxId { get; set; }
}

public class ChargeOutcome : StripeEntity<ChargeOutcome>
{
    public string AdviceCode { get; set; }

    public string NetworkAdviceCode { get; set; }

    public string NetworkDeclineCode { get; set; }

    public string NetworkStatus { get; set; }

    public string Reason { get; set; }

    public string RiskLevel { get; set; }

    public long RiskScore { get; set; }

    [Expandable("rule")]
    public string RuleId { get; set; }

    public string SellerMessage { get; set; }

    public string Type { get; set; }
}

public class ChargePaymentMethodDetails : StripeEntity<ChargePaymentMethodDetails>
{
    public ChargePaymentMethodDetailsAchDebit AchDebit { get; set; }

    public ChargePaymentMethodDetailsCard Card { get; set; }

    public ChargePaymentMethodDetailsSepaDebit SepaDebit { get; set; }

    public string Type { get; set; }

    public ChargePaymentMethodDetailsUsBankAccount UsBankAccount { get; set; }
}

public class ChargePaymentMethodDetailsAchDebit : StripeEntity<ChargePaymentMethodDetailsAchDebit>
{
    public string AccountHolderType { get; set; }

    public string BankName { get; set; }

    public string Country { get; set; }

    public string Fingerprint { get; set; }

    public string Last4 { get; set; }

    public string RoutingNumber { get; set; }
}

public class ChargePaymentMethodDetailsCard : StripeEntity<ChargePaymentMethodDetailsCard>
{
    public long? AmountAuthorized { get; set; }

    public string AuthorizationCode { get; set; }

    public string Brand { get; set; }

    public DateTime CaptureBefore { get; set; } = DateTime.UnixEpoch;

    public ChargePaymentMethodDetailsCardChecks Checks { get; set; }

    public string Country { get; set; }

    public string Description { get; set; }

    public long ExpMonth { get; set; }

    public long ExpYear { get; set; }

    public string Fingerprint { get; set; }

    public string Funding { get; set; }

    public string Iin { get; set; }

    public string Issuer { get; set; }

    public string Last4 { get; set; }

    public string Mandate { get; set; }

    public bool? Moto { get; set; }

    public string Network { get; set; }

    public ChargePaymentMethodDetailsCardNetworkToken NetworkToken { get; set; }

    public string NetworkTransactionId { get; set; }

    public string RegulatedStatus { get; set; }

    public ChargePaymentMethodDetailsCardThreeDSecure ThreeDSecure { get; set; }

    public string TransactionLinkId { get; set; }
}

public class ChargePaymentMethodDetailsCardChecks : StripeEntity<ChargePaymentMethodDetailsCardChecks>
{
    public string AddressLine1Check { get; set; }

    public string AddressPostalCodeCheck { get; set; }

    public string CvcCheck { get; set; }
}

public class ChargePaymentMethodDetailsCardNetworkToken : StripeEntity<ChargePaymentMethodDetailsCardNetworkToken>
{
    public bool Used { get; set; }
}

public class ChargePaymentMethodDetailsSepaDebit : StripeEntity<ChargePaymentMethodDetailsSepaDebit>
{
    public string BankCode { get; set; }

    public string BranchCode { get; set; }

    public string Country { get; set; }

    public string ExpectedDebitDate { get; set; }

    public string Fingerprint { get; set; }

    public string Last4 { get; set; }

    public string Mandate { get; set; }
}

public class ChargePaymentMethodDetailsUsBankAccount : StripeEntity<ChargePaymentMethodDetailsUsBankAccount>
{
    public string AccountHolderType { get; set; }

    public string AccountType { get; set; }

    public string BankName { get; set; }

    public string ExpectedDebitDate { get; set; }

    public string Fingerprint { get; set; }

    public string Last4 { get; set; }

    [Expandable("mandate")]
    public string MandateId { get; set; }

    public string PaymentReference { get; set; }

    public string RoutingNumber { get; set; }
}

public class ChargePaymentMethodDetailsCardThreeDSecure : StripeEntity<ChargePaymentMethodDetailsCardThreeDSecure>
{
    public string AuthenticationFlow { get; set; }

    public string ElectronicCommerceIndicator { get; set; }

    public string ExemptionIndicator { get; set; }

    public bool ExemptionIndicatorApplied { get; set; }

    public string Result { get; set; }

    public string ResultReason { get; set; }

    public string TransactionId { get; set; }

    public string Version { get; set; }
}
