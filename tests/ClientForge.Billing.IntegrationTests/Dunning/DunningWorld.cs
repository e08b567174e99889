using System.Net;
using System.Text.Json;
using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.Services.Dunning;
using ClientForge.Billing.Services.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.IntegrationTests.Dunning;

/// <summary>A tenant whose invoice of 10.00 usd has just failed to be paid.</summary>
internal sealed class DunningWorld : IAsyncDisposable
{
    private DunningWorld(ServiceHarness harness) => Harness = harness;

    public ServiceHarness Harness { get; }

    public Guid TenantId { get; private init; }

    public Guid InvoiceId { get; private init; }

    public required string Customer { get; init; }

    public required string StripeInvoice { get; init; }

    public DunningService Dunning => Harness.Get<DunningService>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="databases">Of the run.</param>
    /// <param name="card">Token of the card that fails.</param>
    public static async Task<DunningWorld> StartAsync(TestDatabases databases, string card = "pm_card_visa_chargeCustomerFail")
    {
        var harness = await ServiceHarness.StartAsync(databases, Cancellation, services =>
        {
            foreach (var registered in services.Where(service => service.ServiceType == typeof(IObjectProjector)).ToArray())
                services.Remove(registered);
            services.AddSingleton<IObjectProjector, MirroredInvoices>();
        });
        var tenantId = await harness.AddTenantAsync(Cancellation);
        var invoiceId = Guid.CreateVersion7(ServiceHarness.Start);
        var customer = (await harness.Stripe.PostAsync("customers", ("email", "payer@acme.example"))).Expect(HttpStatusCode.OK).Body.StringAt("id")!;
        await harness.ExecuteAsync(
            """
            insert into billing_customers (tenant_id, id, stripe_customer_id, email, name, created_at, updated_at)
            values (@tenantId, @tenantId, @customer, 'payer@acme.example', 'Acme', now(), now())
            """,
            new { tenantId, customer },
            Cancellation);
        var invoice = (await harness.Stripe.PostAsync(
            "invoices", ("customer", customer), ("auto_advance", "false"), ("metadata[tenant_id]", tenantId.ToString()), ("metadata[our_id]", invoiceId.ToString())))
            .Expect(HttpStatusCode.OK).Body.StringAt("id")!;
        var world = new DunningWorld(harness) { TenantId = tenantId, InvoiceId = invoiceId, Customer = customer, StripeInvoice = invoice };
        await world.UseCardAsync(card);
        await harness.Stripe.PostAsync("invoiceitems", ("customer", customer), ("invoice", invoice), ("amount", "1000"), ("currency", "usd"));
        (await harness.Stripe.PostAsync($"invoices/{invoice}/finalize")).Expect(HttpStatusCode.OK);
        (await harness.Stripe.PostAsync($"invoices/{invoice}/pay")).Expect(HttpStatusCode.PaymentRequired);
        await world.SyncAsync();
        return world;
    }

    /// <summary>Attaches a card and makes it the customer's default, as the payer would.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> UseCardAsync(string token)
    {
        var attached = (await Harness.Stripe.PostAsync($"payment_methods/{token}/attach", ("customer", Customer))).Expect(HttpStatusCode.OK).Body.StringAt("id")!;
        (await Harness.Stripe.PostAsync($"customers/{Customer}", ("invoice_settings[default_payment_method]", attached))).Expect(HttpStatusCode.OK);
        return attached;
    }

    public Task SyncAsync() => Harness.Get<ObjectSync>().SyncAsync("invoice", StripeInvoice, TenantId, "webhook", Cancellation);

    /// <summary>Lets the schedule run to an instant counted from the first failure, and the mails leave.</summary>
    public async Task RunToAsync(TimeSpan sinceFailure)
    {
        await Harness.RunUntilAsync("payment-retry", ServiceHarness.Start + sinceFailure, Cancellation);
        await Harness.Job("outbox").RunAsync(Cancellation);
    }

    public async Task<DunningCaseRow> CaseAsync() => (await Harness.Database.InTenantAsync(
        TenantId, work => Harness.Get<DunningRepository>().FindByInvoiceAsync(work, TenantId, InvoiceId), Cancellation))!;

    public Task<IReadOnlyList<PaymentRetryRow>> TriesAsync() => Harness.Get<DunningOverview>().ListTriesAsync(InvoiceId, Cancellation);

    public Task<string> AccountAsync() => Harness.QuerySingleAsync<string>("select status from billing_accounts", null, Cancellation);

    /// <summary>How often Stripe was asked to pay, and how often money moved.</summary>
    public async Task<(int Asked, int Charged)> LedgerAsync()
    {
        var ledger = await Harness.Stripe.ControlAsync(HttpMethod.Get, "ledger");
        var rows = ledger.Expect(HttpStatusCode.OK).Body is { ValueKind: JsonValueKind.Array } array ? array : ledger["data"];
        return (Harness.Faults.Sent.Count(request => request.Path.EndsWith("/pay", StringComparison.Ordinal)),
            rows.EnumerateArray().Count(row => row.StringAt("status") == "succeeded"));
    }

    public ValueTask DisposeAsync() => Harness.DisposeAsync();
}
