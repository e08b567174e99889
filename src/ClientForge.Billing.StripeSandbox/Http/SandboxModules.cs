namespace ClientForge.Billing.StripeSandbox.Http;

/// <summary>Every part of the sandbox, in the order in which they register.</summary>
internal static class SandboxModules
{
    public static IReadOnlyList<ISandboxModule> All { get; } =
    [
        new CoreModule(),
        new Webhooks.WebhookModule(),
        new Time.TestClockModule(),
        new Customers.CustomerModule(),
        new Catalog.CatalogModule(),
        new Discounts.DiscountModule(),
        new Tax.TaxRateModule(),
        new Tax.TaxModule(),
        new Subscriptions.SubscriptionModule(),
        new SubscriptionItems.SubscriptionItemModule(),
        new SubscriptionSchedules.ScheduleModule(),
        new Invoices.InvoiceModule(),
        new Payments.PaymentModule(),
        new Disputes.DisputeModule(),
        new CreditNotes.CreditNoteModule(),
        new Billing.MeterModule(),
        new Credits.CreditModule(),
        new Entitlements.EntitlementModule(),
        new Search.SearchModule(),
    ];
}
