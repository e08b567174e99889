using System.Net;
using ClientForge.Billing.DevHost.Mail;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.IntegrationTests.Subscriptions;
using ClientForge.Billing.Services.Encryption;
using ClientForge.Billing.Services.PaymentMethods;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.IntegrationTests.PaymentMethods;

/// <summary>Bank debits, expiring cards, cards renewed by their network, and the rotation of the key they are stored under.</summary>
public sealed class MethodKindTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Theory]
    [InlineData("pm_success_de", "sepa_debit", "eur")]
    [InlineData("pm_usBankAccount_success", "us_bank_account", "usd")]
    public async Task Subscribe_ByBankDebit_IsActiveWhileTheDebitRunsAndPaidAfter(string token, string type, string currency)
    {
        var tenant = await world.CreateTenantAsync();
        var method = await tenant.AddCardAsync(token);
        Assert.Equal((type, 4), (method.StringAt("type"), method.StringAt("last4")!.Length));

        var subscription = (await tenant.Admin.PostAsync("subscribe", new { planId = await tenant.PlanIdAsync("Basic"), currency, trialDays = 0 })).Expect(HttpStatusCode.Created);
        Assert.Equal("active", subscription["status"].GetString());
        await world.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal("paid", (await tenant.InvoicesAsync())[0].StringAt("status"));
        Assert.Single(await world.LedgerOfAsync(await StripeSide.CustomerIdAsync(world, tenant)), row => row.StringAt("status") == "succeeded");
    }

    [Fact]
    public async Task Default_Changed_RepointsSubscriptionAndOpenInvoice()
    {
        var tenant = await world.CreateTenantAsync();
        var subscription = await tenant.SubscribeAsync();
        await tenant.AddCardAsync("pm_card_chargeCustomerFail");
        await world.AdvanceToAsync(subscription.At("currentPeriodEnd").GetDateTimeOffset().AddHours(2));
        var open = (await StripeSide.InvoicesAsync(world, subscription))[0].StringAt("id");

        var chosen = await tenant.AddCardAsync("pm_card_mastercard");
        await world.SettleAsync();

        var stripeId = chosen.StringAt("stripePaymentMethodId");
        Assert.Equal(stripeId, (await StripeSide.SubscriptionAsync(world, subscription)).StringAt("default_payment_method"));
        var invoice = (await world.Stripe.GetAsync($"invoices/{open}")).Expect(HttpStatusCode.OK);
        Assert.Equal((stripeId, "paid"), (invoice["default_payment_method"].GetString(), invoice["status"].GetString()));
        Assert.Equal("active", (await tenant.AccountAsync()).StringAt("status"));
    }

    [Fact]
    public async Task Card_AboutToExpire_IsToldThirtyAndSevenDaysAheadUnlessItsNetworkRenewsIt()
    {
        var (keeps, keptId) = await WithCardAsync(monthsAhead: 3);
        var (renewed, renewedId) = await WithCardAsync(monthsAhead: 3);
        var end = EndOfMonth(await world.NowAsync(), 3);

        await world.AdvanceToAsync(end.AddDays(-29));
        Assert.Single(await ExpiryMailsAsync(keeps));
        var year = end.Year + 3;
        (await world.Stripe.PostAsync($"payment_methods/{renewedId}", ("card[exp_year]", year.ToString(System.Globalization.CultureInfo.InvariantCulture)))).Expect(HttpStatusCode.OK);
        await world.AdvanceToAsync(end.AddDays(-6));

        Assert.Equal(2, (await ExpiryMailsAsync(keeps)).Count);
        Assert.Single(await ExpiryMailsAsync(renewed));
        Assert.Equal(year, (await renewed.Admin.GetAsync("payment-methods"))["data.0.expYear"].GetInt64());
        Assert.NotEqual(keptId, renewedId);
    }

    [Fact]
    public async Task Keys_Rotated_EncryptEveryDetailAnew()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.AddCardAsync();
        var ring = KeyRing.Parse("next:bmV4dC1vbmx5LWVuY3J5cHRpb24ta2V5LTAxMjM0NTY=,test:dGVzdHMtb25seS1lbmNyeXB0aW9uLWtleS0wMTIzNDU=");
        var encryption = new FieldEncryption(ring);
        var services = world.Api.Services;
        var job = ActivatorUtilities.CreateInstance<KeyRotationJob>(services, new CardVault(encryption), encryption);
        Assert.NotNull(await job.NextDueAsync(TestContext.Current.CancellationToken));

        var report = await job.RunAsync(TestContext.Current.CancellationToken);

        Assert.True(report.Done > 0);
        Assert.Null(await job.NextDueAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, (await job.RunAsync(TestContext.Current.CancellationToken)).Done);
        await using var connection = await world.Database.OpenAsAdminAsync(TestContext.Current.CancellationToken);
        await using var command = new Npgsql.NpgsqlCommand("select card_last4 from payment_methods where tenant_id = @id", connection);
        command.Parameters.AddWithValue("id", tenant.Id);
        Assert.StartsWith("v1.next.", (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!, StringComparison.Ordinal);

        // Back to the world's own ring, for the tests after this one.
        var back = new FieldEncryption(KeyRing.Parse("test:dGVzdHMtb25seS1lbmNyeXB0aW9uLWtleS0wMTIzNDU=,next:bmV4dC1vbmx5LWVuY3J5cHRpb24ta2V5LTAxMjM0NTY="));
        await ActivatorUtilities.CreateInstance<KeyRotationJob>(services, new CardVault(back), back).RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal("4242", (await tenant.Admin.GetAsync("payment-methods"))["data.0.last4"].GetString());
    }

    private async Task<(TestTenant Tenant, string StripeId)> WithCardAsync(int monthsAhead)
    {
        var end = EndOfMonth(await world.NowAsync(), monthsAhead).AddDays(-1);
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        var stripeId = (await tenant.Admin.GetAsync("payment-methods"))["data.0.stripePaymentMethodId"].GetString()!;
        (await world.Stripe.PostAsync(
            $"payment_methods/{stripeId}",
            ("card[exp_month]", end.Month.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("card[exp_year]", end.Year.ToString(System.Globalization.CultureInfo.InvariantCulture)))).Expect(HttpStatusCode.OK);
        await world.SettleAsync();
        return (tenant, stripeId);
    }

    private static DateTimeOffset EndOfMonth(DateTimeOffset now, int monthsAhead) =>
        new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(monthsAhead + 1);

    private async Task<IReadOnlyList<CaughtMail>> ExpiryMailsAsync(TestTenant tenant) =>
        [.. (await world.MailsToAsync(tenant.Email)).Where(mail => mail.Subject.Contains("expiring", StringComparison.Ordinal))];
}
