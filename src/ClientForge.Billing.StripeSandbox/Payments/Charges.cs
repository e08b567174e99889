using System.Text.Json;
using System.Text.Json.Nodes;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>Makes the records of charges; nothing is saved here.</summary>
internal static class Charges
{
    /// <summary>A charge that went through.</summary>
    public static Charge New(UnitOfWork work, PaymentIntent intent, PaymentMethod method, bool authenticated)
    {
        var instrument = TestInstruments.Of(method);
        var id = Ids.New(method.Type == "card" ? "ch" : "py");
        return new Charge
        {
            Id = id,
            Amount = intent.Amount,
            BillingDetails = method.BillingDetails,
            CalculatedStatementDescriptor = intent.StatementDescriptor ?? "CLIENTFORGE",
            Captured = true,
            Created = work.WallNow,
            Currency = intent.Currency,
            Customer = intent.Customer,
            Description = intent.Description,
            Invoice = intent.Invoice,
            Metadata = intent.Metadata,
            Outcome = new ChargeOutcome
            {
                NetworkStatus = "approved_by_network",
                RiskLevel = instrument.RiskLevel,
                RiskScore = Score(instrument.RiskLevel),
                SellerMessage = "Payment complete.",
                Type = instrument.RiskLevel == "elevated" ? "manual_review" : "authorized",
            },
            Paid = true,
            PaymentIntent = intent.Id,
            PaymentMethod = method.Id,
            PaymentMethodDetails = Details(work, intent, method, authenticated),
            ReceiptEmail = intent.ReceiptEmail,
            ReceiptUrl = $"https://pay.stripe.com/receipts/payment/{id}",
            Shipping = intent.Shipping,
            StatementDescriptor = intent.StatementDescriptor,
            StatementDescriptorSuffix = intent.StatementDescriptorSuffix,
            Status = "succeeded",
            TestClock = intent.TestClock,
        };
    }

    /// <summary>A charge that was refused.</summary>
    public static Charge Failed(UnitOfWork work, PaymentIntent intent, PaymentMethod method, Decline decline) =>
        New(work, intent, method, authenticated: false) with
        {
            AmountCaptured = 0,
            Captured = false,
            FailureCode = decline.Code,
            FailureMessage = decline.Message,
            Outcome = new ChargeOutcome
            {
                AdviceCode = decline.AdviceCode,
                NetworkStatus = decline.Blocked ? "not_sent_to_network" : "declined_by_network",
                Reason = decline.Blocked ? "highest_risk_level" : decline.DeclineCode ?? decline.Code,
                RiskLevel = decline.Blocked ? "highest" : "normal",
                RiskScore = decline.Blocked ? 100 : 20,
                SellerMessage = decline.Blocked ? "Stripe blocked this payment as too risky." : "The bank did not return any further details with this decline.",
                Type = decline.Blocked ? "blocked" : "issuer_declined",
            },
            Paid = false,
            ReceiptUrl = null,
            Status = "failed",
        };

    /// <summary>The error an intent shows after a failure.</summary>
    public static PaymentError ErrorOf(Decline decline, PaymentMethod method, string? charge = null) => new()
    {
        AdviceCode = decline.AdviceCode,
        Charge = charge,
        Code = decline.Code,
        DeclineCode = decline.DeclineCode,
        DocUrl = "https://stripe.com/docs/error-codes/" + decline.Code.Replace('_', '-'),
        Message = decline.Message,
        PaymentMethod = method,
        Type = decline.ErrorType,
    };

    /// <summary>The details that a setup attempt shows of a payment method.</summary>
    public static JsonElement SetupDetails(PaymentMethod method, bool authenticated)
    {
        var details = new JsonObject { ["type"] = method.Type, [method.Type] = new JsonObject() };
        if (method.Card is { } card)
        {
            details["card"] = new JsonObject
            {
                ["brand"] = card.Brand,
                ["checks"] = JsonSerializer.SerializeToNode(card.Checks, StripeJson.Compact),
                ["country"] = card.Country,
                ["exp_month"] = card.ExpMonth,
                ["exp_year"] = card.ExpYear,
                ["fingerprint"] = card.Fingerprint,
                ["funding"] = card.Funding,
                ["last4"] = card.Last4,
                ["network"] = card.Brand,
                ["three_d_secure"] = authenticated ? Authenticated() : null,
                ["wallet"] = null,
            };
        }

        return JsonSerializer.SerializeToElement(details);
    }

    /// <summary>The details that a mandate shows of a payment method.</summary>
    public static JsonElement MandateDetails(PaymentMethod method, string mandate) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["type"] = method.Type,
        [method.Type] = method.Type == "sepa_debit" ? new JsonObject { ["reference"] = mandate[^9..], ["url"] = "" } : new JsonObject(),
    });

    private static long Score(string riskLevel) => riskLevel switch { "highest" => 90, "elevated" => 65, _ => 20 };

    private static JsonElement Details(UnitOfWork work, PaymentIntent intent, PaymentMethod method, bool authenticated)
    {
        var details = new JsonObject { ["type"] = method.Type };
        details[method.Type] = method.Type switch
        {
            "card" => Card(work, intent, method.Card!, authenticated),
            "sepa_debit" => JsonSerializer.SerializeToNode(method.SepaDebit, StripeJson.Compact),
            _ => JsonSerializer.SerializeToNode(method.UsBankAccount, StripeJson.Compact),
        };
        return JsonSerializer.SerializeToElement(details);
    }

    private static JsonObject Card(UnitOfWork work, PaymentIntent intent, CardDetails card, bool authenticated)
    {
        var unavailable = new Func<JsonObject>(() => new JsonObject { ["status"] = "unavailable" });
        var details = new JsonObject
        {
            ["amount_authorized"] = intent.Amount,
            ["authorization_code"] = Ids.Random(6).ToUpperInvariant(),
            ["brand"] = card.Brand,
            ["checks"] = JsonSerializer.SerializeToNode(card.Checks, StripeJson.Compact),
            ["country"] = card.Country,
            ["exp_month"] = card.ExpMonth,
            ["exp_year"] = card.ExpYear,
            ["extended_authorization"] = new JsonObject { ["status"] = "disabled" },
            ["fingerprint"] = card.Fingerprint,
            ["funding"] = card.Funding,
            ["incremental_authorization"] = unavailable(),
            ["installments"] = null,
            ["last4"] = card.Last4,
            ["mandate"] = null,
            ["multicapture"] = unavailable(),
            ["network"] = card.Brand,
            ["network_token"] = new JsonObject { ["used"] = false },
            ["network_transaction_id"] = Ids.Random(15),
            ["overcapture"] = new JsonObject { ["maximum_amount_capturable"] = intent.Amount, ["status"] = "unavailable" },
            ["regulated_status"] = card.RegulatedStatus,
            ["three_d_secure"] = authenticated ? Authenticated() : null,
            ["transaction_link_id"] = null,
            ["wallet"] = null,
        };
        if (intent.CaptureMethod == "manual")
            details["capture_before"] = work.Now + (7 * 86_400);
        return details;
    }

    private static JsonObject Authenticated() => new()
    {
        ["authentication_flow"] = "challenge",
        ["electronic_commerce_indicator"] = "05",
        ["exemption_indicator"] = null,
        ["result"] = "authenticated",
        ["result_reason"] = null,
        ["transaction_id"] = Ids.Random(32),
        ["version"] = "2.2.0",
    };
}
