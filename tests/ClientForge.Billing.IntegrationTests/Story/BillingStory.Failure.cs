using System.Net;
using System.Text.Json.Nodes;

namespace ClientForge.Billing.IntegrationTests.Story;

public sealed partial class BillingStory
{
    private static readonly int[] RetryDays = [1, 3, 5, 7];

    private async Task FailToPayAsync()
    {
        await _api.PostAsync($"{Base}/payment-methods", new { paymentMethodId = "pm_card_chargeCustomerFail", setDefault = true });
        var end = Time(await SubscriptionAsync(), "currentPeriodEnd");
        await AdvanceToAsync(end.AddHours(2));
        Assert.Equal("past_due", Text(await SubscriptionAsync(), "status"));
        var invoice = await NewestInvoiceAsync();
        Assert.Equal("open", Text(invoice, "status"));
        var account = await _api.GetAsync($"{Base}/account");
        Assert.Equal("past_due", Text(account, "status"));
        Assert.Equal(1, Number(account["dunning"]!, "attempt"));

        var failedAt = await FirstFailureAsync(Text(invoice, "stripeInvoiceId"));
        for (var retry = 0; retry < RetryDays.Length; retry++)
        {
            await AdvanceToAsync(failedAt.AddDays(RetryDays[retry]).AddHours(2));
            var attempts = (await ChargesOfAsync(Text(invoice, "stripeInvoiceId"))).Count();
            Assert.Equal(retry + 2, attempts);
            var told = (await MailsAsync("payment failed")).Where(mail => Date(mail) >= failedAt.AddMinutes(-5)).ToArray();
            Assert.True(attempts == told.Length, $"{attempts} tries, {told.Length} mails: {string.Join(", ", told.Select(mail => $"{Text(mail, "subject")} {Text(mail, "messageId")}"))}");
        }

        Assert.Equal("suspended", Text(await _api.GetAsync($"{Base}/account"), "status"));
        Assert.Equal(5, Number(await NewestInvoiceAsync(), "attemptCount"));
        Assert.Single(await MailsAsync("suspended"));
        var entitlement = (await _api.GetAsync($"{Base}/entitlements"))["data"]!.AsArray().First()!;
        Assert.False((bool)entitlement["allowed"]!);
        Assert.Equal("suspended", Text(entitlement, "reason"));
    }

    private async Task RecoverAsync()
    {
        var invoice = await NewestInvoiceAsync();
        await _api.PostAsync($"{Base}/payment-methods", new { paymentMethodId = "pm_card_mastercard", setDefault = true });
        if (Text(await InvoiceAsync(Text(invoice, "id")), "status") != "paid")
        {
            var (status, body) = await _api.SendAsync(HttpMethod.Post, $"{Base}/invoices/{Text(invoice, "id")}/pay", new { });
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{status} {body}");
        }

        Assert.Equal("paid", Text(await InvoiceAsync(Text(invoice, "id")), "status"));
        Assert.Equal("active", Text(await SubscriptionAsync(), "status"));
        await AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.Equal("active", Text(await _api.GetAsync($"{Base}/account"), "status"));
        Assert.Single(await MailsAsync("reactivated"));
        Assert.Equal(1, (await ChargesOfAsync(Text(invoice, "stripeInvoiceId"))).Count(charge => Text(charge, "status") == "succeeded"));
    }

    private async Task LeaveAsync()
    {
        Assert.True((bool)(await _api.DeleteAsync($"{Base}/subscription?atPeriodEnd=true"))["cancelAtPeriodEnd"]!);
        Assert.False((bool)(await _api.PostAsync($"{Base}/subscription/reactivate"))["cancelAtPeriodEnd"]!);
        await _api.DeleteAsync($"{Base}/subscription?atPeriodEnd=true");
        var end = Time(await SubscriptionAsync(), "currentPeriodEnd");
        await AdvanceToAsync(end.AddHours(2));
        var ended = await SubscriptionAsync();
        Assert.Equal("canceled", Text(ended, "status"));

        var (status, body) = await _api.SendAsync(HttpMethod.Post, $"{Base}/subscription/reactivate", null);
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("subscription_ended", Text(body!, "code"));
    }

    private async Task CompareBothSystemsAsync()
    {
        var ours = await SubscriptionAsync();
        var theirs = await _sandbox.GetAsync($"/v1/subscriptions/{Text(ours, "stripeSubscriptionId")}");
        Assert.Equal(Text(theirs, "status"), Text(ours, "status"));
        Assert.Equal(Number(theirs["items"]!["data"]![0]!, "current_period_end"), Time(ours, "currentPeriodEnd").ToUnixTimeSeconds());

        var invoices = await InvoicesAsync();
        var stripeInvoices = (await _sandbox.GetAsync($"/v1/invoices?limit=100&customer={Text(theirs, "customer")}"))["data"]!.AsArray();
        Assert.Equal(stripeInvoices.Select(i => Text(i!, "id")).Order(), invoices.Select(i => Text(i, "stripeInvoiceId")).Order());
        foreach (var invoice in invoices)
        {
            var stripe = stripeInvoices.Single(i => Text(i!, "id") == Text(invoice, "stripeInvoiceId"))!;
            Assert.Equal(
                (Text(stripe, "status"), Number(stripe, "total"), Number(stripe, "amount_due"), Number(stripe, "amount_paid"), Number(stripe, "amount_remaining")),
                (Text(invoice, "status"), Number(invoice, "total"), Number(invoice, "amountDue"), Number(invoice, "amountPaid"), Number(invoice, "amountRemaining")));
            var paid = (await ChargesOfAsync(Text(stripe, "id"))).Where(charge => Text(charge, "status") == "succeeded").ToArray();
            Assert.Equal(Number(stripe, "amount_paid") > 0 ? [Number(stripe, "amount_paid")] : [], paid.Select(charge => Number(charge, "amount")));
        }
    }

    private async Task<DateTimeOffset> FirstFailureAsync(string stripeInvoiceId)
    {
        var failed = (await ChargesOfAsync(stripeInvoiceId)).First(charge => Text(charge, "status") == "failed");
        return failed["created"] is JsonValue created && created.TryGetValue<long>(out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : Time(failed, "created");
    }
}
