using System.Net;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Invoices;

/// <summary>Invoices that operators write, and what is done with them.</summary>
public sealed class ManualInvoiceTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task Create_DraftToReceipt_GoesTheWholeWay()
    {
        var tenant = await CustomerAsync();
        var draft = await CreateAsync(tenant, dueDays: 14);
        Assert.Equal("draft", draft.StringAt("status"));
        Assert.Equal(JsonValueKind.Null, draft.At("number").ValueKind);
        Assert.Equal(7000, draft.LongAt("total"));
        var id = draft.StringAt("id");

        var more = await OpsAsync(id, "items", new { items = new[] { new { description = "Travel", quantity = 1, unitAmount = 500, taxable = false } } });
        Assert.Equal(7500, more.Expect(HttpStatusCode.OK)["total"].GetInt64());
        Assert.Equal(3, more["lines"].GetArrayLength());

        var open = (await OpsAsync(id, "finalize")).Expect(HttpStatusCode.OK);
        Assert.Equal("open", open["status"].GetString());
        Assert.Equal(await world.NowAsync() + TimeSpan.FromDays(14), open["dueDate"].GetDateTimeOffset(), TimeSpan.FromMinutes(1));
        await world.SettleAsync();
        var bill = Assert.Single(await world.MailsToAsync(tenant.Email));
        Assert.StartsWith($"Invoice {open["number"].GetString()}", bill.Subject);
        Assert.Single(bill.Attachments);

        await tenant.AddCardAsync();
        var paid = (await tenant.Admin.PostAsync($"invoices/{id}/pay")).Expect(HttpStatusCode.OK);
        Assert.Equal(("paid", 7500L, 0L), (paid["status"].GetString(), paid["amountPaid"].GetInt64(), paid["amountRemaining"].GetInt64()));
        await world.SettleAsync();
        Assert.StartsWith("Receipt", (await world.MailsToAsync(tenant.Email))[^1].Subject);
        Assert.Single(await LedgerAsync(paid.Body), row => row.StringAt("status") == "succeeded");
    }

    [Fact]
    public async Task Create_SameKeyTwice_WritesOneInvoice()
    {
        var tenant = await CustomerAsync();
        var body = Body(dueDays: 14);
        var path = $"/api/v1/ops/tenants/{tenant.Id}/invoices";

        var first = (await world.Ops.PostAsync(path, body, "manual-1")).Expect(HttpStatusCode.Created);
        var second = (await world.Ops.PostAsync(path, body, "manual-1")).Expect(HttpStatusCode.Created);

        Assert.Equal(first["id"].GetString(), second["id"].GetString());
        Assert.Single(await tenant.InvoicesAsync());
    }

    [Fact]
    public async Task Create_TaxableItemsForAGermanCustomer_CarryTheirTax()
    {
        var tenant = await CustomerAsync("DE");
        var draft = await CreateAsync(tenant, dueDays: 14);

        // 19 % of 50.00; the other item is not taxable.
        Assert.Equal(950, draft.LongAt("tax"));
        Assert.Equal(7950, draft.LongAt("total"));
        var taxed = draft.At("lines").EnumerateArray().Single(line => line.StringAt("description") == "Consulting");
        Assert.Equal((950L, 19m), (taxed.LongAt("taxAmount"), taxed.At("taxRate").GetDecimal()));
        var untaxed = draft.At("lines").EnumerateArray().Single(line => line.StringAt("description") == "Refundable");
        Assert.Equal((0L, JsonValueKind.Null), (untaxed.LongAt("taxAmount"), untaxed.At("taxRate").ValueKind));
    }

    [Fact]
    public async Task Pay_DeclinedCard_LeavesTheInvoiceOpen()
    {
        var tenant = await CustomerAsync();
        var id = await OpenAsync(tenant);
        await tenant.AddCardAsync("pm_card_chargeCustomerFail");

        var answer = await tenant.Admin.PostAsync($"invoices/{id}/pay");

        Assert.Equal(HttpStatusCode.PaymentRequired, answer.Status);
        Assert.NotNull(answer["declineCode"].GetString());
        Assert.Equal("open", (await tenant.Admin.GetAsync($"invoices/{id}"))["status"].GetString());
    }

    [Fact]
    public async Task Pay_UnknownPaymentMethod_IsRefused()
    {
        var tenant = await CustomerAsync();
        var id = await OpenAsync(tenant);

        var answer = await tenant.Admin.PostAsync($"invoices/{id}/pay", new { paymentMethodId = Guid.Empty });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "payment_method_not_found"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Void_OpenInvoice_IsVoidForGood()
    {
        var tenant = await CustomerAsync();
        var id = await OpenAsync(tenant);

        var voided = (await OpsAsync(id, "void", new { reason = "written in error" })).Expect(HttpStatusCode.OK);

        Assert.Equal("void", voided["status"].GetString());
        Assert.Equal("invoice_not_voidable", (await OpsAsync(id, "void", new { reason = "again" })).Code);
        Assert.Equal("invoice_not_open", (await tenant.Admin.PostAsync($"invoices/{id}/pay")).Code);
        Assert.NotEmpty(await tenant.Admin.GetBytesAsync($"invoices/{id}/pdf"));
    }

    [Fact]
    public async Task Pay_OutOfBand_IsPaidWithoutACharge()
    {
        var tenant = await CustomerAsync();
        var id = await OpenAsync(tenant);

        var paid = (await OpsAsync(id, "pay", new { paidOutOfBand = true, reason = "bank transfer" })).Expect(HttpStatusCode.OK);

        Assert.Equal("paid", paid["status"].GetString());
        Assert.Empty(await LedgerAsync(paid.Body));
    }

    [Fact]
    public async Task MarkUncollectible_OpenInvoice_IsGivenUp()
    {
        var tenant = await CustomerAsync();
        var id = await OpenAsync(tenant);

        var given = (await OpsAsync(id, "mark-uncollectible", new { reason = "insolvent" })).Expect(HttpStatusCode.OK);

        Assert.Equal("uncollectible", given["status"].GetString());
    }

    [Fact]
    public async Task Draft_DocumentMailAndVoid_AreRefused()
    {
        var tenant = await CustomerAsync();
        var id = (await CreateAsync(tenant, dueDays: 14)).StringAt("id");

        Assert.Equal("invoice_not_finalized", (await tenant.Admin.GetAsync($"invoices/{id}/pdf")).Code);
        Assert.Equal("invoice_not_finalized", (await OpsAsync(id, "send")).Code);
        Assert.Equal("invoice_not_voidable", (await OpsAsync(id, "void", new { reason = "draft" })).Code);
        (await OpsAsync(id, "finalize")).Expect(HttpStatusCode.OK);
        Assert.Equal("invoice_not_draft", (await OpsAsync(id, "finalize")).Code);
        Assert.Equal("invoice_not_draft", (await OpsAsync(id, "items", new { items = new[] { new { description = "Late", unitAmount = 1 } } })).Code);
    }

    [Fact]
    public async Task Send_OpenInvoice_MailsItAgain()
    {
        var tenant = await CustomerAsync();
        var id = await OpenAsync(tenant);
        await world.SettleAsync();

        Assert.True((await OpsAsync(id, "send")).Expect(HttpStatusCode.OK)["queued"].GetBoolean());
        await world.SettleAsync();

        var mails = await world.MailsToAsync(tenant.Email);
        Assert.Equal(2, mails.Count);
        Assert.Equal(mails[0].Subject, mails[1].Subject);
    }

    [Fact]
    public async Task Create_BadInput_IsRefusedFieldByField()
    {
        var tenant = await CustomerAsync();
        var answer = await world.Ops.PostAsync($"/api/v1/ops/tenants/{tenant.Id}/invoices", new
        {
            currency = "xxx",
            items = new[] { new { description = "", quantity = 0, unitAmount = 1_000_000_000_000 } },
            dueDays = -1,
        });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        foreach (var field in (string[])["currency", "items[0].description", "items[0].quantity", "items[0].unitAmount", "dueDays"])
            Assert.True(answer["errors"].TryGetProperty(field, out _), field);
        Assert.Empty(await tenant.InvoicesAsync());
    }

    [Fact]
    public async Task Ops_TenantsToken_IsForbidden()
    {
        var tenant = await CustomerAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.Admin.PostAsync($"/api/v1/ops/tenants/{tenant.Id}/invoices", Body(14))).Status);
    }

    private async Task<TestTenant> CustomerAsync(string? country = null)
    {
        var tenant = await world.CreateTenantAsync();
        var address = country is null ? null : new { line1 = "Hauptstr. 1", city = "Berlin", postalCode = "10115", country };
        (await tenant.Admin.PutAsync("account", new { email = tenant.Email, name = "Müller GmbH", address })).Expect(HttpStatusCode.OK);
        return tenant;
    }

    private static object Body(int? dueDays) => new
    {
        currency = "usd",
        items = new object[]
        {
            new { description = "Consulting", quantity = 2, unitAmount = 2500, taxable = true },
            new { description = "Refundable", quantity = 1, unitAmount = 2000, taxable = false },
        },
        dueDays,
        autoAdvance = false,
    };

    private async Task<JsonElement> CreateAsync(TestTenant tenant, int? dueDays) =>
        (await world.Ops.PostAsync($"/api/v1/ops/tenants/{tenant.Id}/invoices", Body(dueDays))).Expect(HttpStatusCode.Created).Body;

    private async Task<string?> OpenAsync(TestTenant tenant)
    {
        var id = (await CreateAsync(tenant, dueDays: 14)).StringAt("id");
        (await OpsAsync(id, "finalize")).Expect(HttpStatusCode.OK);
        return id;
    }

    private Task<Answer> OpsAsync(string? id, string action, object? body = null) => world.Ops.PostAsync($"/api/v1/ops/invoices/{id}/{action}", body);

    private async Task<IReadOnlyList<JsonElement>> LedgerAsync(JsonElement invoice)
    {
        var ledger = (await world.Stripe.ControlAsync(HttpMethod.Get, "ledger")).Expect(HttpStatusCode.OK);
        return [.. ledger["data"].EnumerateArray().Where(row => row.StringAt("invoice") == invoice.StringAt("stripeInvoiceId"))];
    }
}
