using System.Text.Json;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>A sandbox in which every kind of object has been made at least once; all answers and events are gathered.</summary>
internal sealed class SampleWorld(BillingSandbox sandbox)
{
    private readonly List<JsonElement> answers = [];

    public IReadOnlyList<JsonElement> Answers => answers;

    public async Task BuildAsync()
    {
        var customer = (await PostAsync("/v1/customers", ("source", "tok_visa"), ("address[country]", "DE"), ("shipping[name]", "A"), ("shipping[address][line1]", "B"))).Id();
        var card = await sandbox.UseCardAsync(customer, "pm_card_visa");
        await GetAsync($"/v1/customers/{customer}?expand[]=sources&expand[]=tax_ids&expand[]=tax");
        var product = (await PostAsync("/v1/products", ("name", "Pro"))).Id();
        var price = (await PostAsync("/v1/prices", ("product", product), ("currency", "usd"), ("unit_amount", 2000), ("recurring[interval]", "month"))).Id();
        await CustomersAsync(customer);
        await EntitlementsAsync(product);
        await BillingAsync(customer, price);
        await UsageAsync(customer);
        await PaymentsAsync(customer, card);
        await TaxesAsync();
        await EndsAsync(customer, product);
        answers.AddRange(await sandbox.EventsAsync());
    }

    private async Task CustomersAsync(string customer)
    {
        await PostAsync($"/v1/customers/{customer}/balance_transactions", ("amount", -500), ("currency", "usd"));
        var taxId = (await PostAsync($"/v1/customers/{customer}/tax_ids", ("type", "us_ein"), ("value", "12-3456789"))).Id();
        await DeleteAsync($"/v1/customers/{customer}/tax_ids/{taxId}");
        var endpoint = (await PostAsync("/v1/webhook_endpoints", ("url", "http://127.0.0.1:9/"), ("enabled_events[]", "quote.created"))).Id();
        await DeleteAsync($"/v1/webhook_endpoints/{endpoint}");
        var clock = (await PostAsync("/v1/test_helpers/test_clocks", ("frozen_time", 1_700_000_000))).Id();
        await DeleteAsync($"/v1/test_helpers/test_clocks/{clock}");
    }

    private async Task EntitlementsAsync(string product)
    {
        var feature = (await PostAsync("/v1/entitlements/features", ("name", "Reports"), ("lookup_key", "reports"))).Id();
        await PostAsync($"/v1/products/{product}/features", ("entitlement_feature", feature));
        var other = (await PostAsync("/v1/entitlements/features", ("name", "More"), ("lookup_key", "more"))).Id();
        var link = (await PostAsync($"/v1/products/{product}/features", ("entitlement_feature", other))).Id();
        await DeleteAsync($"/v1/products/{product}/features/{link}");
    }

    private async Task BillingAsync(string customer, string price)
    {
        var coupon = (await PostAsync("/v1/coupons", ("percent_off", 10), ("duration", "forever"))).Id();
        var promotion = (await PostAsync("/v1/promotion_codes", ("promotion[type]", "coupon"), ("promotion[coupon]", coupon))).Id();
        var rate = (await PostAsync("/v1/tax_rates", ("display_name", "VAT"), ("percentage", 19), ("inclusive", false))).Id();
        var subscription = await PostAsync(
            "/v1/subscriptions", ("customer", customer), ("items[0][price]", price), ("discounts[0][promotion_code]", promotion), ("default_tax_rates[0]", rate),
            ("expand[]", "latest_invoice.payments"), ("expand[1]", "discounts"));
        await GetAsync($"/v1/entitlements/active_entitlements?customer={customer}");
        await PostAsync($"/v1/subscriptions/{subscription.Id()}", ("items[0][id]", subscription.Text("items.data.0.id")), ("items[0][quantity]", 3));
        await GetAsync($"/v1/invoiceitems?customer={customer}");
        await PostAsync("/v1/credit_notes", ("invoice", subscription.Text("latest_invoice.id")), ("amount", 100), ("refund_amount", 100));
        await PostAsync("/v1/subscription_schedules", ("from_subscription", subscription.Id()));
        await DeleteAsync($"/v1/subscriptions/{subscription.Id()}/discount");
        await PostAsync("/v1/invoices/create_preview", ("subscription", subscription.Id()));
    }

    private async Task UsageAsync(string customer)
    {
        var meter = (await PostAsync("/v1/billing/meters", ("display_name", "Calls"), ("event_name", "calls"), ("default_aggregation[formula]", "sum"))).Id();
        var price = (await PostAsync(
            "/v1/prices", ("product_data[name]", "Calls"), ("currency", "usd"), ("unit_amount", 5), ("recurring[interval]", "month"),
            ("recurring[usage_type]", "metered"), ("recurring[meter]", meter))).Id();
        await PostAsync("/v1/subscriptions", ("customer", customer), ("items[0][price]", price));
        await PostAsync(
            "/v1/billing/credit_grants", ("customer", customer), ("category", "paid"), ("amount[type]", "monetary"), ("amount[monetary][currency]", "usd"),
            ("amount[monetary][value]", 300), ("applicability_config[scope][price_type]", "metered"));
        await PostAsync("/v1/billing/meter_events", ("event_name", "calls"), ("payload[stripe_customer_id]", customer), ("payload[value]", 100), ("identifier", "one"));
        await PostAsync("/v1/billing/meter_events", ("event_name", "calls"), ("payload[stripe_customer_id]", customer), ("payload[value]", 1), ("identifier", "two"));
        await PostAsync("/v1/billing/meter_event_adjustments", ("event_name", "calls"), ("type", "cancel"), ("cancel[identifier]", "two"));
        var day = BillingSandbox.At("2026-01-15");
        await GetAsync($"/v1/billing/meters/{meter}/event_summaries?customer={customer}&start_time={day}&end_time={day + 86_400}&value_grouping_window=day");
        await sandbox.AdvanceToAsync("2026-02-15T02:00:00");
        await GetAsync($"/v1/billing/credit_balance_transactions?customer={customer}");
        await GetAsync($"/v1/billing/credit_balance_summary?customer={customer}&filter[type]=applicability_scope&filter[applicability_scope][price_type]=metered");
    }

    private async Task PaymentsAsync(string customer, string card)
    {
        var intent = await PostAsync(
            "/v1/payment_intents", ("amount", 500), ("currency", "usd"), ("customer", customer), ("payment_method", card), ("confirm", true),
            ("return_url", "https://example.com"), ("expand[]", "latest_charge.balance_transaction"));
        await PostAsync("/v1/refunds", ("payment_intent", intent.Id()));
        await PostAsync("/v1/payment_intents", ("amount", 500), ("currency", "usd"), ("payment_method", "pm_card_createDispute"), ("confirm", true), ("return_url", "https://example.com"));
        await PostAsync("/v1/payment_intents", ("amount", 500), ("currency", "usd"), ("payment_method", "pm_card_createIssuerFraudRecord"), ("confirm", true), ("return_url", "https://example.com"));
        await GetAsync("/v1/disputes");
        await GetAsync("/v1/radar/early_fraud_warnings");
        await PostAsync("/v1/setup_intents", ("customer", customer), ("payment_method", card), ("confirm", true), ("return_url", "https://example.com"), ("expand[]", "latest_attempt"));
        await PostAsync(
            "/v1/setup_intents", ("customer", customer), ("payment_method", "pm_success_at"), ("payment_method_types[]", "sepa_debit"), ("confirm", true), ("expand[]", "mandate"));
    }

    private async Task TaxesAsync()
    {
        var calculation = await PostAsync(
            "/v1/tax/calculations", ("currency", "eur"), ("customer_details[address][country]", "DE"), ("customer_details[address_source]", "billing"),
            ("line_items[0][amount]", 1000), ("line_items[0][reference]", "L1"), ("expand[]", "line_items"));
        var sale = await PostAsync("/v1/tax/transactions/create_from_calculation", ("calculation", calculation.Id()), ("reference", "order"));
        await PostAsync("/v1/tax/transactions/create_reversal", ("original_transaction", sale.Id()), ("mode", "full"), ("reference", "order-back"));
        await GetAsync("/v1/tax/settings");
    }

    private async Task EndsAsync(string customer, string product)
    {
        var spare = (await PostAsync("/v1/coupons", ("amount_off", 5), ("currency", "usd"))).Id();
        await DeleteAsync($"/v1/coupons/{spare}");
        var draft = (await PostAsync("/v1/invoices", ("customer", customer))).Id();
        await DeleteAsync($"/v1/invoices/{draft}");
        var item = (await PostAsync("/v1/invoiceitems", ("customer", customer), ("amount", 5), ("currency", "usd"))).Id();
        await DeleteAsync($"/v1/invoiceitems/{item}");
        var empty = (await PostAsync("/v1/products", ("name", "Empty"))).Id();
        await DeleteAsync($"/v1/products/{empty}");
        var two = await sandbox.SubscribeAsync(await sandbox.CustomerAsync(), await sandbox.PriceAsync(10), ("items[1][price]", await sandbox.PriceAsync(20)));
        await DeleteAsync($"/v1/subscription_items/{two.Text("items.data.0.id")}");
        await DeleteAsync($"/v1/customers/{customer}");
        await GetAsync($"/v1/products/{product}");
    }

    private async Task<JsonElement> PostAsync(string path, params (string Name, object Value)[] parameters) => Keep(await sandbox.PostAsync(path, parameters));

    private async Task GetAsync(string path) => Keep(await sandbox.GetAsync(path));

    private async Task DeleteAsync(string path) => Keep(await sandbox.DeleteAsync(path));

    private JsonElement Keep(JsonElement answer)
    {
        answers.Add(answer);
        return answer;
    }
}
