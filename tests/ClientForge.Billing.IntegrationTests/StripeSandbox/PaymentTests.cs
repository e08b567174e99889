using System.Net;
using System.Text.Json;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>The test cards, 3-D Secure, captures and refunds.</summary>
public sealed class PaymentTests : IAsyncLifetime
{
    private SandboxServer _sandbox = null!;

    public async ValueTask InitializeAsync() => _sandbox = await SandboxServer.StartAsync();

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Theory]
    [InlineData("pm_card_visa", "visa", "4242")]
    [InlineData("pm_card_mastercard", "mastercard", "4444")]
    [InlineData("pm_card_amex", "amex", "0005")]
    [InlineData("pm_card_discover", "discover", "1117")]
    [InlineData("pm_card_diners", "diners", "0004")]
    [InlineData("pm_card_jcb", "jcb", "0505")]
    [InlineData("pm_card_unionpay", "unionpay", "0005")]
    [InlineData("pm_card_de", "visa", "0016")]
    public async Task Attach_GoodCard_IsClonedAndCharged(string token, string brand, string last4)
    {
        var customer = await _sandbox.CreateIdAsync("/v1/customers");
        var method = await _sandbox.CreateAsync($"/v1/payment_methods/{token}/attach", "customer=" + customer);
        Assert.NotEqual(token, method.GetProperty("id").GetString());
        Assert.Equal(brand, method.GetProperty("card").GetProperty("brand").GetString());
        Assert.Equal(last4, method.GetProperty("card").GetProperty("last4").GetString());
        var intent = await Pay(customer, method.GetProperty("id").GetString()!, "");
        Assert.Equal("succeeded", intent.Body.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("pm_card_visa_chargeDeclined", "card_declined", "generic_decline")]
    [InlineData("pm_card_chargeDeclined", "card_declined", "generic_decline")]
    [InlineData("pm_card_visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds")]
    [InlineData("pm_card_visa_chargeDeclinedLostCard", "card_declined", "lost_card")]
    [InlineData("pm_card_visa_chargeDeclinedStolenCard", "card_declined", "stolen_card")]
    [InlineData("pm_card_chargeDeclinedExpiredCard", "expired_card", null)]
    [InlineData("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", null)]
    [InlineData("pm_card_chargeDeclinedProcessingError", "processing_error", null)]
    [InlineData("pm_card_visa_chargeDeclinedVelocityLimitExceeded", "card_declined", "card_velocity_exceeded")]
    public async Task DecliningCard_FailsAtAttachSetupAndCharge(string token, string code, string? declineCode)
    {
        var customer = await _sandbox.CreateIdAsync("/v1/customers");
        RequireDecline(await _sandbox.PostAsync($"/v1/payment_methods/{token}/attach", "customer=" + customer), code, declineCode);
        RequireDecline(await _sandbox.PostAsync("/v1/setup_intents", $"customer={customer}&payment_method={token}&confirm=true"), code, declineCode);
        var charged = await Pay(null, token, "");
        RequireDecline(charged, code, declineCode);
        var intent = charged.Error.GetProperty("payment_intent");
        Assert.Equal("requires_payment_method", intent.GetProperty("status").GetString());
        Assert.Equal(code, intent.GetProperty("last_payment_error").GetProperty("code").GetString());
        var charge = await _sandbox.GetAsync("/v1/charges/" + charged.ErrorText("charge"));
        Assert.Equal("failed", charge.Body.GetProperty("status").GetString());
    }

    [Fact]
    public async Task ChargeCustomerFail_AttachesAndFailsEveryCharge()
    {
        var customer = await _sandbox.CustomerWithCardAsync("pm_card_chargeCustomerFail");
        var method = (await _sandbox.GetAsync($"/v1/customers/{customer}/payment_methods")).Body.GetProperty("data")[0].GetProperty("id").GetString()!;
        RequireDecline(await Pay(customer, method, "&off_session=true"), "card_declined", "generic_decline");
    }

    [Fact]
    public async Task RadarBlock_IsNeverSentToTheBank()
    {
        var answer = await Pay(null, "pm_card_radarBlock", "");
        var charge = await _sandbox.GetAsync("/v1/charges/" + answer.ErrorText("charge"));
        var outcome = charge.Body.GetProperty("outcome");
        Assert.Equal("blocked", outcome.GetProperty("type").GetString());
        Assert.Equal("not_sent_to_network", outcome.GetProperty("network_status").GetString());
        Assert.Equal("fraudulent", answer.ErrorText("decline_code"));
    }

    [Theory]
    [InlineData("card[number]=4242424242424241&card[exp_month]=1&card[exp_year]=2040", "incorrect_number")]
    [InlineData("card[number]=4242424242424242&card[exp_month]=13&card[exp_year]=2040", "invalid_expiry_month")]
    [InlineData("card[number]=4242424242424242&card[exp_month]=1&card[exp_year]=1970", "invalid_expiry_year")]
    [InlineData("card[number]=4242424242424242&card[exp_month]=1&card[exp_year]=2040&card[cvc]=12", "invalid_cvc")]
    [InlineData("card[number]=4111111111111111&card[exp_month]=1&card[exp_year]=2040", "card_declined")]
    public async Task Create_ImplausibleCard_Is402(string card, string code)
    {
        var answer = await _sandbox.PostAsync("/v1/payment_methods", "type=card&" + card);
        Assert.Equal(HttpStatusCode.PaymentRequired, answer.Status);
        Assert.Equal(code, answer.ErrorText("code"));
    }

    [Theory]
    [InlineData("pm_card_authenticationRequiredOnSetup", true)]
    [InlineData("pm_card_authenticationRequired", false)]
    public async Task ThreeDSecure_SetUpCard_ThenOffSession(string token, bool remembers)
    {
        var customer = await _sandbox.CreateIdAsync("/v1/customers");
        var setup = await _sandbox.CreateAsync("/v1/setup_intents", $"customer={customer}&payment_method={token}&confirm=true");
        Assert.Equal("requires_action", setup.GetProperty("status").GetString());
        await Authenticate(setup, "approve");
        var method = setup.GetProperty("payment_method").GetString()!;
        var answer = await Pay(customer, method, "&off_session=true");
        if (remembers)
            Assert.Equal("succeeded", answer.Body.GetProperty("status").GetString());
        else
            RequireDecline(answer, "authentication_required", "authentication_required");
    }

    [Fact]
    public async Task ThreeDSecure_AlreadySetUp_OnlyOnSessionAsks()
    {
        var customer = await _sandbox.CustomerWithCardAsync("pm_card_authenticationRequiredSetupForOffSession");
        var method = (await _sandbox.GetAsync($"/v1/customers/{customer}/payment_methods")).Body.GetProperty("data")[0].GetProperty("id").GetString()!;
        Assert.Equal("succeeded", (await Pay(customer, method, "&off_session=true")).Body.GetProperty("status").GetString());
        Assert.Equal("requires_action", (await Pay(customer, method, "")).Body.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("pm_card_authenticationRequired", "approve", "succeeded", null)]
    [InlineData("pm_card_authenticationRequired", "fail", "requires_payment_method", "payment_intent_authentication_failure")]
    [InlineData("pm_card_authenticationRequiredChargeDeclinedInsufficientFunds", "approve", "requires_payment_method", "card_declined")]
    public async Task ThreeDSecure_Payment_EndsByTheOutcome(string token, string outcome, string status, string? code)
    {
        var intent = (await Pay(null, token, "&return_url=https://example.com")).Body;
        Assert.Equal("redirect_to_url", intent.GetProperty("next_action").GetProperty("type").GetString());
        await Authenticate(intent, outcome);
        var after = (await _sandbox.GetAsync("/v1/payment_intents/" + intent.GetProperty("id").GetString())).Body;
        Assert.Equal(status, after.GetProperty("status").GetString());
        var error = after.GetProperty("last_payment_error");
        Assert.Equal(code, error.ValueKind == JsonValueKind.Null ? null : error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Capture_HeldPayment_TakesPart()
    {
        var intent = (await Pay(null, "pm_card_visa", "&capture_method=manual")).Body;
        Assert.Equal("requires_capture", intent.GetProperty("status").GetString());
        var id = intent.GetProperty("id").GetString();
        Assert.Equal("amount_too_large", (await _sandbox.PostAsync($"/v1/payment_intents/{id}/capture", "amount_to_capture=2001")).ErrorText("code"));
        var captured = await _sandbox.CreateAsync($"/v1/payment_intents/{id}/capture", "amount_to_capture=1500");
        Assert.Equal(1500, captured.GetProperty("amount_received").GetInt64());
        Assert.Equal("payment_intent_unexpected_state", (await _sandbox.PostAsync($"/v1/payment_intents/{id}/cancel")).ErrorText("code"));
        Assert.Equal(
            ["payment_intent.created", "charge.succeeded", "payment_intent.amount_capturable_updated", "charge.captured", "payment_intent.succeeded"],
            await _sandbox.EventTypesAsync());
    }

    [Fact]
    public async Task Refund_PartThenRest_ThenRefused()
    {
        var intent = (await Pay(null, "pm_card_visa", "")).Body.GetProperty("id").GetString();
        await _sandbox.CreateAsync("/v1/refunds", $"payment_intent={intent}&amount=500");
        Assert.Equal(HttpStatusCode.BadRequest, (await _sandbox.PostAsync("/v1/refunds", $"payment_intent={intent}&amount=1501")).Status);
        var rest = await _sandbox.CreateAsync("/v1/refunds", $"payment_intent={intent}&expand[]=charge");
        Assert.Equal(1500, rest.GetProperty("amount").GetInt64());
        Assert.True(rest.GetProperty("charge").GetProperty("refunded").GetBoolean());
        Assert.Equal("charge_already_refunded", (await _sandbox.PostAsync("/v1/refunds", $"payment_intent={intent}")).ErrorText("code"));
        var ledger = (await _sandbox.ControlAsync(HttpMethod.Get, "/ledger")).GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(["charge", "refund", "refund"], ledger.Select(row => row.GetProperty("type").GetString()));
        Assert.Equal([1L, 2L, 3L], ledger.Select(row => row.GetProperty("sequence").GetInt64()));
    }

    [Theory]
    [InlineData("pm_usBankAccount_success", "succeeded")]
    [InlineData("pm_usBankAccount_insufficientFunds", "requires_payment_method")]
    public async Task BankDebit_SettlesLater(string token, string status)
    {
        var intent = (await Pay(null, token, "&payment_method_types[]=us_bank_account")).Body;
        intent = await _sandbox.CreateAsync($"/v1/payment_intents/{intent.GetProperty("id").GetString()}/verify_microdeposits", "amounts[]=32&amounts[]=45");
        Assert.Equal("processing", intent.GetProperty("status").GetString());
        await _sandbox.ControlAsync(HttpMethod.Post, "/clock", new { seconds = 60 });
        var after = (await _sandbox.GetAsync("/v1/payment_intents/" + intent.GetProperty("id").GetString())).Body;
        Assert.Equal(status, after.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("amount=49&currency=usd", "amount_too_small")]
    [InlineData("amount=49&currency=jpy", "amount_too_small")]
    [InlineData("amount=0&currency=usd", "parameter_invalid_integer")]
    [InlineData("amount=1000000000000&currency=usd", "amount_too_large")]
    public async Task Create_AmountOutOfRange_IsRefused(string form, string code) =>
        Assert.Equal(code, (await _sandbox.PostAsync("/v1/payment_intents", form)).ErrorText("code"));

    [Fact]
    public async Task Detach_ThenUse_IsRefused()
    {
        var customer = await _sandbox.CustomerWithCardAsync("pm_card_visa");
        var method = (await _sandbox.GetAsync("/v1/customers/" + customer)).Body.GetProperty("invoice_settings").GetProperty("default_payment_method").GetString();
        await _sandbox.CreateAsync($"/v1/payment_methods/{method}/detach");
        var settings = (await _sandbox.GetAsync("/v1/customers/" + customer)).Body.GetProperty("invoice_settings");
        Assert.Equal(JsonValueKind.Null, settings.GetProperty("default_payment_method").ValueKind);
        Assert.Equal(HttpStatusCode.BadRequest, (await _sandbox.PostAsync($"/v1/payment_methods/{method}/attach", "customer=" + customer)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _sandbox.PostAsync($"/v1/payment_methods/{method}/detach")).Status);
    }

    private Task<SandboxAnswer> Pay(string? customer, string method, string more) => _sandbox.PostAsync(
        "/v1/payment_intents", $"amount=2000&currency=usd&payment_method={method}&confirm=true{(customer is null ? "" : "&customer=" + customer)}{more}");

    private Task<JsonElement> Authenticate(JsonElement intent, string outcome) =>
        _sandbox.ControlAsync(HttpMethod.Post, "/3ds/" + intent.GetProperty("id").GetString(), new { outcome });

    private static void RequireDecline(SandboxAnswer answer, string code, string? declineCode)
    {
        Assert.Equal(HttpStatusCode.PaymentRequired, answer.Status);
        Assert.Equal("card_error", answer.ErrorText("type"));
        Assert.Equal(code, answer.ErrorText("code"));
        Assert.Equal(declineCode, answer.ErrorText("decline_code"));
    }
}
