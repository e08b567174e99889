using System.Text.Json;
using System.Text.Json.Serialization;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>An amount to be collected and how far that got. Amounts in minor units.</summary>
internal sealed record PaymentIntent : StripeObject, IOnTestClock
{
    public override string Object => "payment_intent";

    public required long Amount { get; init; }

    public long AmountCapturable { get; init; }

    public AmountDetails AmountDetails { get; init; } = new(new Tip());

    public long AmountReceived { get; init; }

    public string? Application { get; init; }

    public long? ApplicationFeeAmount { get; init; }

    public AutomaticPaymentMethods? AutomaticPaymentMethods { get; init; }

    public long? CanceledAt { get; init; }

    public string? CancellationReason { get; init; }

    /// <summary><c>automatic</c>, <c>automatic_async</c> or <c>manual</c>.</summary>
    public string CaptureMethod { get; init; } = "automatic_async";

    public required string ClientSecret { get; init; }

    public string ConfirmationMethod { get; init; } = "automatic";

    public required long Created { get; init; }

    public required string Currency { get; init; }

    [Expandable("customer")]
    public string? Customer { get; init; }

    public string? CustomerAccount { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? ExcludedPaymentMethodTypes { get; init; }

    public PaymentError? LastPaymentError { get; init; }

    [Expandable("charge")]
    public string? LatestCharge { get; init; }

    public bool Livemode { get; init; }

    public ManagedPayments? ManagedPayments { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public NextAction? NextAction { get; init; }

    public string? OnBehalfOf { get; init; }

    /// <summary>For the payment of an invoice: <c>order_reference</c> names it.</summary>
    [AbsentWhenNull]
    public PaymentDetails? PaymentDetails { get; init; }

    [Expandable("payment_method")]
    public string? PaymentMethod { get; init; }

    public PaymentMethodConfigurationDetails? PaymentMethodConfigurationDetails { get; init; }

    public JsonElement? PaymentMethodOptions { get; init; }

    public required IReadOnlyList<string> PaymentMethodTypes { get; init; }

    public ProcessingDetails? Processing { get; init; }

    public string? ReceiptEmail { get; init; }

    public string? Review { get; init; }

    /// <summary><c>on_session</c> or <c>off_session</c>: the payment method is kept for later.</summary>
    public string? SetupFutureUsage { get; init; }

    public Shipping? Shipping { get; init; }

    public string? Source { get; init; }

    public string? StatementDescriptor { get; init; }

    public string? StatementDescriptorSuffix { get; init; }

    public required string Status { get; init; }

    public TransferData? TransferData { get; init; }

    public string? TransferGroup { get; init; }

    /// <summary>Invoice this collects for; the public way there is the list of invoice payments.</summary>
    [Internal]
    public string? Invoice { get; init; }

    [Internal, JsonPropertyName("_test_clock")]
    public string? TestClock { get; init; }

    /// <summary>Asked for without the customer present.</summary>
    [Internal]
    public bool OffSession { get; init; }
}

internal sealed record AmountDetails(Tip Tip);

internal sealed record Tip;

internal sealed record AutomaticPaymentMethods(bool Enabled, [property: AbsentWhenNull] string? AllowRedirects);

internal sealed record ManagedPayments(bool Enabled);

internal sealed record PaymentDetails(string? CustomerReference, string? OrderReference);

internal sealed record PaymentMethodConfigurationDetails(string Id, string? Parent);

internal sealed record ProcessingDetails(string Type);

internal sealed record TransferData(long? Amount, string Destination);

/// <summary>What the customer has to do.</summary>
internal sealed record NextAction
{
    /// <summary><c>redirect_to_url</c>, <c>use_stripe_sdk</c> or <c>verify_with_microdeposits</c>.</summary>
    public required string Type { get; init; }

    [AbsentWhenNull]
    public RedirectToUrl? RedirectToUrl { get; init; }

    [AbsentWhenNull]
    public UseStripeSdk? UseStripeSdk { get; init; }

    [AbsentWhenNull]
    public VerifyWithMicrodeposits? VerifyWithMicrodeposits { get; init; }
}

/// <param name="ArrivalDate">When the deposits are expected, in Unix seconds.</param>
/// <param name="HostedVerificationUrl">The page where the customer tells them.</param>
/// <param name="MicrodepositType"><c>amounts</c> or <c>descriptor_code</c>.</param>
internal sealed record VerifyWithMicrodeposits(long ArrivalDate, string HostedVerificationUrl, string MicrodepositType);

internal sealed record RedirectToUrl(string? ReturnUrl, string Url);

internal sealed record UseStripeSdk(string Type, string StripeJs, string Source);

/// <summary>Why the last try failed, as <c>last_payment_error</c> and <c>last_setup_error</c> show it.</summary>
internal sealed record PaymentError
{
    [AbsentWhenNull] public string? AdviceCode { get; init; }

    [AbsentWhenNull] public string? Charge { get; init; }

    public required string Code { get; init; }

    [AbsentWhenNull] public string? DeclineCode { get; init; }

    public required string DocUrl { get; init; }

    public required string Message { get; init; }

    [AbsentWhenNull] public string? NetworkDeclineCode { get; init; }

    [AbsentWhenNull] public string? Param { get; init; }

    /// <summary>The payment method as it was.</summary>
    public PaymentMethod? PaymentMethod { get; init; }

    public string Type { get; init; } = "card_error";
}
