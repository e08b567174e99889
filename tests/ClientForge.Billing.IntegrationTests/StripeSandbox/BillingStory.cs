using System.Text.Json;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>What most billing tests begin with.</summary>
internal static class BillingStory
{
    /// <summary>A customer whose card is attached and the default for invoices.</summary>
    public static async Task<string> CustomerAsync(this BillingSandbox sandbox, string card = "pm_card_visa")
    {
        var customer = (await sandbox.PostAsync("/v1/customers", ("email", "a@example.com"))).Id();
        await sandbox.UseCardAsync(customer, card);
        return customer;
    }

    /// <summary>Attaches a card and makes it the default for invoices.</summary>
    public static async Task<string> UseCardAsync(this BillingSandbox sandbox, string customer, string card)
    {
        var method = (await sandbox.PostAsync($"/v1/payment_methods/{card}/attach", ("customer", customer))).Id();
        await sandbox.PostAsync($"/v1/customers/{customer}", ("invoice_settings[default_payment_method]", method));
        return method;
    }

    /// <summary>A licensed price in minor units.</summary>
    public static async Task<string> PriceAsync(
        this BillingSandbox sandbox, object amount, string currency = "usd", string interval = "month", string name = "Pro")
    {
        var product = (await sandbox.PostAsync("/v1/products", ("name", name))).Id();
        return (await sandbox.PostAsync(
            "/v1/prices",
            ("product", product),
            ("currency", currency),
            ("unit_amount_decimal", amount),
            ("recurring[interval]", interval))).Id();
    }

    public static async Task<JsonElement> SubscribeAsync(
        this BillingSandbox sandbox, string customer, string price, params (string Name, object Value)[] more) =>
        await sandbox.PostAsync("/v1/subscriptions", [("customer", customer), ("items[0][price]", price), .. more]);

    /// <summary>A coupon.</summary>
    public static async Task<string> CouponAsync(this BillingSandbox sandbox, params (string Name, object Value)[] parameters) =>
        (await sandbox.PostAsync("/v1/coupons", parameters)).Id();

    /// <summary>The latest invoice of a subscription.</summary>
    public static async Task<JsonElement> LatestInvoiceAsync(this BillingSandbox sandbox, string subscription)
    {
        var current = await sandbox.GetAsync($"/v1/subscriptions/{subscription}?expand[]=latest_invoice");
        return current.GetProperty("latest_invoice");
    }
}
