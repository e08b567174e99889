using System.Net;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.IntegrationTests.Subscriptions;

namespace ClientForge.Billing.IntegrationTests.PaymentMethods;

/// <summary>A backup is charged only with the payer's recorded consent, and only when the default fails for good.</summary>
public sealed class BackupTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task Renewal_DefaultFailsForGood_BackupPaysOnce()
    {
        var (tenant, subscription, backup) = await WithDefaultAsync("pm_card_visa_chargeCustomerFailLostCard");
        Assert.Equal("consent_required", (await tenant.Admin.PutAsync($"payment-methods/{backup}/backup", new { })).Expect(HttpStatusCode.UnprocessableEntity).Code);
        var consent = (await tenant.Admin.PutAsync($"payment-methods/{backup}/backup", new { statement = "Charge this card if the other one fails." })).Expect(HttpStatusCode.OK);
        Assert.StartsWith("user:", consent["consentedBy"].GetString(), StringComparison.Ordinal);

        await RenewAsync(subscription);

        var charges = (await world.LedgerOfAsync(await StripeSide.CustomerIdAsync(world, tenant))).Select(row => row.StringAt("status")!);
        Assert.Equal(["succeeded", "failed", "succeeded"], charges);
        Assert.Equal("active", (await tenant.AccountAsync()).StringAt("status"));
        Assert.Equal("active", (await tenant.SubscriptionAsync()).StringAt("status"));
        var methods = (await tenant.Admin.GetAsync("payment-methods"))["data"].EnumerateArray().ToArray();
        Assert.Equal(backup, Assert.Single(methods, method => method.At("isBackup").GetBoolean()).StringAt("id"));
        Assert.False(methods.First(method => method.StringAt("id") == backup).At("isDefault").GetBoolean());
    }

    [Theory]
    [InlineData("pm_card_chargeCustomerFail", true)]
    [InlineData("pm_card_authenticationRequired", true)]
    [InlineData("pm_card_visa_chargeCustomerFailLostCard", false)]
    public async Task Renewal_PassingFailureOrNoConsent_LeavesTheBackupAlone(string card, bool consents)
    {
        var (tenant, subscription, backup) = await WithDefaultAsync(card);
        if (consents)
            (await tenant.Admin.PutAsync($"payment-methods/{backup}/backup", new { statement = "Charge this card if the other one fails." })).Expect(HttpStatusCode.OK);

        await RenewAsync(subscription);

        Assert.Single(await world.LedgerOfAsync(await StripeSide.CustomerIdAsync(world, tenant)), row => row.StringAt("status") == "succeeded");
        Assert.Equal("past_due", (await tenant.AccountAsync()).StringAt("status"));
    }

    [Fact]
    public async Task Consent_RevokedOrOfTheDefault_IsNone()
    {
        var (tenant, subscription, backup) = await WithDefaultAsync("pm_card_visa_chargeCustomerFailLostCard");
        var chosen = (await tenant.Admin.GetAsync("payment-methods"))["data"].EnumerateArray().First(method => method.At("isDefault").GetBoolean()).StringAt("id");
        Assert.Equal("payment_method_is_default", (await tenant.Admin.PutAsync($"payment-methods/{chosen}/backup", new { statement = "x" })).Expect(HttpStatusCode.Conflict).Code);
        Assert.Equal("backup_not_found", (await tenant.Admin.DeleteAsync("payment-methods/backup")).Expect(HttpStatusCode.NotFound).Code);
        (await tenant.Admin.PutAsync($"payment-methods/{backup}/backup", new { statement = "Charge this card if the other one fails." })).Expect(HttpStatusCode.OK);
        (await tenant.Admin.DeleteAsync("payment-methods/backup")).Expect(HttpStatusCode.NoContent);

        await RenewAsync(subscription);

        Assert.Equal("past_due", (await tenant.AccountAsync()).StringAt("status"));
        var audit = (await world.Ops.GetAsync($"/api/v1/ops/audit?tenantId={tenant.Id}&limit=100"))["data"].EnumerateArray().Select(entry => entry.StringAt("action")).ToArray();
        Assert.Contains("payment_method.backup_consented", audit);
        Assert.Contains("payment_method.backup_revoked", audit);
    }

    private async Task<(TestTenant Tenant, JsonElement Subscription, string Backup)> WithDefaultAsync(string card)
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync();
        var backup = (await tenant.Admin.PostAsync("payment-methods", new { paymentMethodId = "pm_card_mastercard" })).Expect(HttpStatusCode.Created)["id"].GetString()!;
        await tenant.AddCardAsync(card);
        return (tenant, subscription, backup);
    }

    private Task RenewAsync(JsonElement subscription) => world.AdvanceToAsync(subscription.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));
}
