using System.Text.Json;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>Each object has at least the fields of Stripe's own published sample of its kind.</summary>
public sealed class SampleKeyTests : IAsyncLifetime
{
    private SandboxServer _sandbox = null!;

    public async ValueTask InitializeAsync() => _sandbox = await SandboxServer.StartAsync();

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    public static TheoryData<string, string, string, string> Samples => new()
    {
        { "customer", "/v1/customers", "name=A", "address balance created currency default_source delinquent description discount email id invoice_prefix invoice_settings livemode metadata name next_invoice_sequence object phone preferred_locales shipping tax_exempt test_clock" },
        { "payment_method", "/v1/payment_methods", "type=card&card[token]=tok_visa", "allow_redisplay billing_details card created customer customer_account id livemode metadata object type" },
        { "setup_intent", "/v1/setup_intents", "", "application automatic_payment_methods cancellation_reason client_secret created customer description excluded_payment_method_types flow_directions id last_setup_error latest_attempt livemode mandate metadata next_action object on_behalf_of payment_method payment_method_configuration_details payment_method_options payment_method_types single_use_mandate status usage" },
        { "payment_intent", "/v1/payment_intents", "amount=100&currency=usd", "amount amount_capturable amount_details amount_received application application_fee_amount automatic_payment_methods canceled_at cancellation_reason capture_method client_secret confirmation_method created currency customer customer_account description excluded_payment_method_types id last_payment_error latest_charge livemode managed_payments metadata next_action object on_behalf_of payment_method payment_method_configuration_details payment_method_options payment_method_types processing receipt_email review setup_future_usage shipping source statement_descriptor statement_descriptor_suffix status transfer_data transfer_group" },
        { "product", "/v1/products", "name=P", "active created default_price description id images livemode marketing_features metadata name object package_dimensions shippable statement_descriptor tax_code type unit_label updated url" },
        { "price", "/v1/prices", "currency=usd&unit_amount=1&product_data[name]=P", "active billing_scheme created currency custom_unit_amount id livemode lookup_key metadata nickname object product recurring tax_behavior tiers_mode transform_quantity type unit_amount unit_amount_decimal" },
        { "coupon", "/v1/coupons", "percent_off=25.5", "amount_off created currency duration duration_in_months id livemode max_redemptions metadata name object percent_off redeem_by times_redeemed valid" },
        { "tax_rate", "/v1/tax_rates", "display_name=VAT&percentage=19&inclusive=false", "active country created description display_name effective_percentage flat_amount id inclusive jurisdiction jurisdiction_level livemode metadata object percentage rate_type state tax_type" },
        { "webhook_endpoint", "/v1/webhook_endpoints", "url=http://127.0.0.1:9/&enabled_events[]=*", "api_version application created description enabled_events id livemode metadata object status url" },
        { "test_helpers.test_clock", "/v1/test_helpers/test_clocks", "frozen_time=1700000000", "created deletes_after frozen_time id livemode name object status status_details" },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Create_Object_HasTheSamplesFields(string type, string path, string form, string keys)
    {
        var created = await _sandbox.CreateAsync(path, form);
        Require(created, type, keys);
        Require((await _sandbox.GetAsync($"{path}/{created.GetProperty("id").GetString()}")).Body, type, keys);
    }

    [Fact]
    public async Task Payment_ItsObjects_HaveTheSamplesFields()
    {
        var intent = await _sandbox.CreateAsync(
            "/v1/payment_intents", "amount=100&currency=usd&payment_method=pm_card_visa&confirm=true&expand[]=latest_charge.balance_transaction");
        var charge = intent.GetProperty("latest_charge");
        Require(charge, "charge", "amount amount_captured amount_refunded application application_fee application_fee_amount balance_transaction billing_details calculated_statement_descriptor captured created currency customer description disputed failure_balance_transaction failure_code failure_message fraud_details id livemode metadata object on_behalf_of outcome paid payment_intent payment_method payment_method_details receipt_email receipt_number receipt_url refunded review shipping source_transfer statement_descriptor statement_descriptor_suffix status transfer_data transfer_group");
        Require(charge.GetProperty("payment_method_details").GetProperty("card"), null, "amount_authorized brand checks country exp_month exp_year extended_authorization fingerprint funding incremental_authorization installments last4 mandate multicapture network network_token overcapture three_d_secure wallet authorization_code regulated_status network_transaction_id transaction_link_id");
        Require(charge.GetProperty("balance_transaction"), "balance_transaction", "amount available_on balance_type created currency description exchange_rate fee fee_details id net object reporting_category source status type");
        var refund = await _sandbox.CreateAsync("/v1/refunds", "payment_intent=" + intent.GetProperty("id").GetString());
        Require(refund, "refund", "amount balance_transaction charge created currency customer customer_account destination_details id metadata object payment_intent payment_method reason receipt_number source_transfer_reversal status transfer_reversal");
        var happened = (await _sandbox.GetAsync("/v1/events")).Body.GetProperty("data")[0];
        Require(happened, "event", "api_version created data id livemode object pending_webhooks request type");
    }

    [Fact]
    public async Task Customer_ItsParts_HaveTheSamplesFields()
    {
        var customer = await _sandbox.CreateIdAsync("/v1/customers");
        var balance = await _sandbox.CreateAsync($"/v1/customers/{customer}/balance_transactions", "amount=-500&currency=usd");
        Require(balance, "customer_balance_transaction", "amount checkout_session created credit_note currency customer customer_account description ending_balance id invoice livemode metadata object type");
        Assert.Equal(-500, (await _sandbox.GetAsync("/v1/customers/" + customer)).Body.GetProperty("balance").GetInt64());
        var taxId = await _sandbox.CreateAsync($"/v1/customers/{customer}/tax_ids", "type=eu_vat&value=DE123456789");
        Require(taxId, "tax_id", "country created customer customer_account id livemode object owner type value verification");
        var coupon = await _sandbox.CreateIdAsync("/v1/coupons", "amount_off=5&currency=usd");
        var code = await _sandbox.CreateAsync("/v1/promotion_codes", $"promotion[type]=coupon&promotion[coupon]={coupon}&code=FALL");
        Require(code, "promotion_code", "active code created customer customer_account expires_at id livemode max_redemptions metadata object promotion restrictions times_redeemed");
    }

    [Fact]
    public async Task Search_ByMetadataAndEmail_FindsAndPages()
    {
        for (var i = 0; i < 3; i++)
            await _sandbox.CreateIdAsync("/v1/customers", $"email=u{i}@example.com&metadata[tenant]=t1");
        await _sandbox.CreateIdAsync("/v1/customers", "metadata[tenant]=t2");
        var first = await _sandbox.GetAsync("/v1/customers/search?limit=2&query=" + Uri.EscapeDataString("metadata['tenant']:'t1'"));
        Assert.Equal(2, first.Body.GetProperty("data").GetArrayLength());
        var rest = await _sandbox.GetAsync($"/v1/customers/search?limit=2&page={first.Body.GetProperty("next_page").GetString()}&query=" + Uri.EscapeDataString("metadata['tenant']:'t1'"));
        Assert.Equal("u0@example.com", Assert.Single(rest.Body.GetProperty("data").EnumerateArray()).GetProperty("email").GetString());
        Assert.Equal(JsonValueKind.Null, rest.Body.GetProperty("next_page").ValueKind);
    }

    private static void Require(JsonElement row, string? type, string keys)
    {
        if (type is not null)
            Assert.Equal(type, row.GetProperty("object").GetString());
        Assert.DoesNotContain(keys.Split(' '), key => !row.TryGetProperty(key, out _));
    }
}
