using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.Services.Dunning;

namespace ClientForge.Billing.IntegrationTests.Dunning;

public sealed class DunningScheduleTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Schedule_CardThatKeepsFailing_TriesFiveTimesMailsEachTimeAndSuspendsOnDaySeven()
    {
        await using var world = await DunningWorld.StartAsync(databases);
        Assert.Equal("past_due", await world.AccountAsync());

        await world.RunToAsync(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.Equal(("past_due", 4), (await world.AccountAsync(), (await world.CaseAsync()).Attempts));
        await world.RunToAsync(TimeSpan.FromDays(7));

        Assert.Equal("suspended", await world.AccountAsync());
        var log = await world.TriesAsync();
        Assert.Equal([0, 1, 3, 5, 7], log.Select(row => (row.AttemptedAt - ServiceHarness.Start).TotalDays));
        Assert.Equal(["stripe", "schedule", "schedule", "schedule", "schedule"], log.Select(row => row.Trigger));
        Assert.All(log, row => Assert.Equal((PaymentTryStatus.Failed, "generic_decline"), (row.Status, row.DeclineCode)));
        Assert.Equal([1.0, 3, 5, 7, null], log.Select(row => (row.NextRetryAt - ServiceHarness.Start)?.TotalDays));
        Assert.Equal(5, log.Select(row => row.StripeChargeId).Distinct().Count(id => id is not null));
        Assert.Equal((5, 5, 5), ((await world.CaseAsync()).Attempts, (await world.CaseAsync()).Step, DunningRules.AutomaticTries(log)));
        Assert.Equal(["account_suspended", .. Enumerable.Repeat("payment_failed", 5)], world.Harness.Mail.Subjects.Order());
        Assert.Equal((4, 0), await world.LedgerAsync());

        await world.RunToAsync(TimeSpan.FromDays(60));
        Assert.Equal((4, 0), await world.LedgerAsync());
        Assert.Equal(6, world.Harness.Mail.Sent.Count);
    }

    [Fact]
    public async Task Schedule_LostCard_MailsOnTheSameDaysWithoutTryingAndSuspendsOnDaySeven()
    {
        await using var world = await DunningWorld.StartAsync(databases, "pm_card_visa_chargeCustomerFailLostCard");
        Assert.Null((await world.CaseAsync()).NextRetryAt);

        await world.RunToAsync(TimeSpan.FromDays(7));

        var log = await world.TriesAsync();
        Assert.Equal(["failed", "skipped", "skipped", "skipped", "skipped"], log.Select(row => row.Status));
        Assert.Equal([0, 1, 3, 5, 7], log.Select(row => (row.AttemptedAt - ServiceHarness.Start).TotalDays));
        Assert.Equal(["account_suspended", .. Enumerable.Repeat("payment_failed", 5)], world.Harness.Mail.Subjects.Order());
        Assert.Equal(((0, 0), "suspended", 1), (await world.LedgerAsync(), await world.AccountAsync(), (await world.CaseAsync()).Attempts));
    }

    [Fact]
    public async Task Schedule_BankWantsThePayer_AsksForActionAndTriesNothing()
    {
        await using var world = await DunningWorld.StartAsync(databases, "pm_card_authenticationRequired");

        await world.RunToAsync(TimeSpan.FromDays(2));

        Assert.Equal("payment_action_required", world.Harness.Mail.Subjects.First());
        Assert.Equal(PaymentTryStatus.RequiresAction, (await world.TriesAsync())[0].Status);
        Assert.Equal((0, 0), await world.LedgerAsync());
    }

    [Fact]
    public async Task CardUpdate_SuspendedTenantGivesAGoodCard_PaysOnceReactivatesAndMailsOnce()
    {
        await using var world = await DunningWorld.StartAsync(databases);
        await world.RunToAsync(TimeSpan.FromDays(8));
        Assert.Equal("suspended", await world.AccountAsync());

        var card = await world.UseCardAsync("pm_card_visa");
        var context = new Services.Webhooks.ProjectionContext(world.TenantId, "webhook", world.Harness.Clock.GetUtcNow(), null);
        for (var twice = 0; twice < 2; twice++)
            await world.Harness.Database.AsSystemAsync(
                work => world.Harness.Get<DunningCases>().OnDefaultPaymentMethodChangedAsync(work, card, context), Cancellation);
        await world.RunToAsync(TimeSpan.FromDays(8));
        await world.RunToAsync(TimeSpan.FromDays(9));

        Assert.Equal(((5, 1), "active"), (await world.LedgerAsync(), await world.AccountAsync()));
        Assert.Equal(("paid", true), ((await world.CaseAsync()).CloseReason, (await world.CaseAsync()).ClosedAt is not null));
        Assert.Equal((PaymentTrigger.CardUpdate, PaymentTryStatus.Succeeded), ((await world.TriesAsync())[^1].Trigger, (await world.TriesAsync())[^1].Status));
        Assert.Single(world.Harness.Mail.Subjects, "account_reactivated");
    }

    [Fact]
    public async Task Customer_TriesTenTimesInVain_DoesNotMoveTheSchedule()
    {
        await using var world = await DunningWorld.StartAsync(databases);
        var before = await world.CaseAsync();

        for (var number = 0; number < 10; number++)
            await world.Harness.Get<InvoicePayments>().PayAsync(Order(world, PaymentTrigger.Customer, $"customer:{number}"), Cancellation);

        var after = await world.CaseAsync();
        Assert.Equal((before.Step, before.Attempts, before.NextRetryAt, before.SuspendAt), (after.Step, after.Attempts, after.NextRetryAt, after.SuspendAt));
        Assert.Equal(10, (await world.TriesAsync()).Count(row => row is { Trigger: PaymentTrigger.Customer, Status: PaymentTryStatus.Failed }));
        await world.RunToAsync(TimeSpan.FromDays(1));
        Assert.Equal(2, DunningRules.AutomaticTries(await world.TriesAsync()));
    }

    [Theory]
    [InlineData("pay", "paid_out_of_band", "paid")]
    [InlineData("void", null, "voided")]
    [InlineData("mark_uncollectible", null, "uncollectible")]
    public async Task Schedule_InvoiceSettledBehindOurBack_ReadsItFirstAndStops(string action, string? flag, string reason)
    {
        await using var world = await DunningWorld.StartAsync(databases);
        await world.Harness.Stripe.PostAsync($"invoices/{world.StripeInvoice}/{action}", flag is null ? [] : [(flag, "true")]);

        await world.RunToAsync(TimeSpan.FromDays(30));

        Assert.Equal((0, 0), await world.LedgerAsync());
        Assert.Equal((reason, "active"), ((await world.CaseAsync()).CloseReason, await world.AccountAsync()));
        Assert.Equal(1, await world.Harness.QuerySingleAsync<int>("select count(*)::int from outbox_messages", null, Cancellation));
        Assert.Equal(0, await world.Harness.QuerySingleAsync<int>("select count(*)::int from work_items where state = 'waiting'", null, Cancellation));
    }

    [Fact]
    public async Task Mail_InvoicePaidBeforeTheMailLeft_IsWithdrawn()
    {
        await using var world = await DunningWorld.StartAsync(databases);
        await world.UseCardAsync("pm_card_visa");
        await world.Harness.Get<InvoicePayments>().PayAsync(Order(world, PaymentTrigger.Customer, "customer:1"), Cancellation);

        await world.Harness.Job("outbox").RunAsync(Cancellation);

        Assert.Empty(world.Harness.Mail.Sent);
        Assert.Equal("canceled", await world.Harness.QuerySingleAsync<string>("select state from outbox_messages", null, Cancellation));
    }

    internal static PaymentOrder Order(DunningWorld world, string trigger, string key) => new()
    {
        TenantId = world.TenantId,
        InvoiceId = world.InvoiceId,
        StripeInvoiceId = world.StripeInvoice,
        Trigger = trigger,
        Key = key,
        Actor = "user:1",
    };
}
