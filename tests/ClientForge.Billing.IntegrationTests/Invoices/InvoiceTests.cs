using System.Net;
using System.Text;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Invoices;

/// <summary>Invoices that Stripe makes, as tenants see them.</summary>
public sealed class InvoiceTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task Subscribe_FirstInvoice_IsMirroredAsStripeHasIt()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync(quantity: 3);
        await world.SettleAsync();

        var invoice = Assert.Single(await tenant.InvoicesAsync());
        var stripe = (await world.Stripe.GetAsync($"invoices/{invoice.StringAt("stripeInvoiceId")}")).Expect(HttpStatusCode.OK);
        Assert.Equal("paid", invoice.StringAt("status"));
        foreach (var (ours, theirs) in (ReadOnlySpan<(string, string)>)
                 [
                     ("number", "number"), ("currency", "currency"), ("billingReason", "billing_reason"), ("hostedInvoiceUrl", "hosted_invoice_url"),
                 ])
            Assert.Equal(stripe[theirs].GetString(), invoice.StringAt(ours));
        foreach (var (ours, theirs) in (ReadOnlySpan<(string, string)>)
                 [
                     ("subtotal", "subtotal"), ("total", "total"), ("amountDue", "amount_due"), ("amountPaid", "amount_paid"), ("amountRemaining", "amount_remaining"),
                 ])
            Assert.Equal(stripe[theirs].GetInt64(), invoice.LongAt(ours));
        var line = invoice.At("lines.0");
        Assert.Equal(3, line.LongAt("quantity"));
        Assert.Equal(invoice.LongAt("total"), line.LongAt("unitAmount") * 3);
        Assert.Equal(invoice.LongAt("total"), line.LongAt("amount"));
        Assert.False(line.At("proration").GetBoolean());
    }

    [Fact]
    public async Task Subscribe_FirstInvoice_IsMailedOnceWithItsDocument()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        await world.SettleAsync();
        await world.SettleAsync();

        var invoice = Assert.Single(await tenant.InvoicesAsync());
        var number = invoice.StringAt("number")!;
        var mail = Assert.Single(await world.MailsToAsync(tenant.Email));
        Assert.Contains(number, mail.Subject);
        Assert.StartsWith("Receipt", mail.Subject);
        Assert.Equal(($"{number}.pdf", "application/pdf"), (mail.Attachments[0].Name, mail.Attachments[0].ContentType));
        var served = await tenant.Member.GetBytesAsync($"invoices/{invoice.StringAt("id")}/pdf");
        Assert.StartsWith("%PDF-1.7", Encoding.ASCII.GetString(served, 0, 8));
        Assert.Equal(served, await world.AttachmentAsync(mail));
    }

    [Fact]
    public async Task Pdf_AskedTwice_IsRenderedOnce()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        await world.SettleAsync();
        var id = (await tenant.InvoicesAsync())[0].StringAt("id");

        var first = await tenant.Admin.GetBytesAsync($"invoices/{id}/pdf");
        var second = await tenant.Admin.GetBytesAsync($"invoices/{id}/pdf");

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Trial_InvoiceOfNothing_SendsNoReceipt()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync(trialDays: 14);
        await world.SettleAsync();

        Assert.Equal(0, Assert.Single(await tenant.InvoicesAsync()).LongAt("total"));
        Assert.DoesNotContain(await world.MailsToAsync(tenant.Email), mail => mail.Subject.StartsWith("Receipt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Upcoming_LiveSubscription_IsWhatTheNextPeriodCosts()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync(quantity: 2);
        await world.SettleAsync();

        var upcoming = (await tenant.Member.GetAsync("invoices/upcoming")).Expect(HttpStatusCode.OK).Body;

        Assert.Equal(JsonValueKind.Null, upcoming.At("id").ValueKind);
        Assert.Equal(JsonValueKind.Null, upcoming.At("stripeInvoiceId").ValueKind);
        Assert.Equal((await tenant.InvoicesAsync())[0].LongAt("total"), upcoming.LongAt("total"));
        Assert.NotEmpty(upcoming.At("lines").EnumerateArray());
    }

    [Fact]
    public async Task Upcoming_NoSubscription_IsNotFound()
    {
        var tenant = await world.CreateTenantAsync();

        var answer = await tenant.Admin.GetAsync("invoices/upcoming");

        Assert.Equal((HttpStatusCode.NotFound, "no_upcoming_invoice"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task List_PagesAndFilters_CoverEveryInvoiceOnce()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        var start = await world.NowAsync();
        await world.AdvanceAsync(TimeSpan.FromDays(95));
        var all = await tenant.InvoicesAsync();
        Assert.Equal(4, all.Count);

        var ids = new List<string?>();
        string? cursor = null;
        do
        {
            var page = (await tenant.Admin.GetAsync($"invoices?limit=3{(cursor is null ? "" : $"&cursor={cursor}")}")).Expect(HttpStatusCode.OK);
            ids.AddRange(page["data"].EnumerateArray().Select(invoice => invoice.StringAt("id")));
            cursor = page["nextCursor"].GetString();
            Assert.Equal(page["hasMore"].GetBoolean(), cursor is not null);
        }
        while (cursor is not null);

        Assert.Equal(all.Select(invoice => invoice.StringAt("id")), ids);
        Assert.Equal(3, await CountAsync(tenant, $"from={start.AddDays(20):yyyy-MM-ddTHH:mm:ssZ}"));
        Assert.Equal(1, await CountAsync(tenant, $"to={start.AddDays(20):yyyy-MM-ddTHH:mm:ssZ}"));
        Assert.Equal(4, await CountAsync(tenant, "status=paid"));
        Assert.Equal(0, await CountAsync(tenant, "status=open"));
    }

    [Theory]
    [InlineData("status=nonsense")]
    [InlineData("cursor=nonsense")]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z")]
    public async Task List_ImpossibleQuery_IsRefused(string query)
    {
        var tenant = await world.CreateTenantAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await tenant.Admin.GetAsync($"invoices?{query}")).Status);
    }

    [Fact]
    public async Task Get_InvoiceOfAnotherTenant_IsNotFound()
    {
        var owner = await world.CreateTenantAsync();
        await owner.SubscribeAsync();
        await world.SettleAsync();
        var id = (await owner.InvoicesAsync())[0].StringAt("id");
        var other = await world.CreateTenantAsync();

        Assert.Equal("invoice_not_found", (await other.Admin.GetAsync($"invoices/{id}")).Code);
        Assert.Equal("invoice_not_found", (await other.Admin.GetAsync($"invoices/{id}/pdf")).Code);
        Assert.Equal("invoice_not_found", (await other.Admin.PostAsync($"invoices/{id}/pay")).Code);
        Assert.Empty(await other.InvoicesAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await owner.Member.PostAsync($"invoices/{id}/pay")).Status);
    }

    private static async Task<int> CountAsync(TestTenant tenant, string query) =>
        (await tenant.Admin.GetAsync($"invoices?{query}")).Expect(HttpStatusCode.OK)["data"].GetArrayLength();
}
