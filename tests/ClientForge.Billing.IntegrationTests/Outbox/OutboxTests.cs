using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.Services.Notifications;

namespace ClientForge.Billing.IntegrationTests.Outbox;

public sealed class OutboxTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enqueue_SameTransitionTwice_SendsOneMail()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var tenantId = await harness.AddTenantAsync(Cancellation);

        Assert.True(await EnqueueAsync(harness, Order(tenantId)));
        Assert.False(await EnqueueAsync(harness, Order(tenantId)));
        await harness.Job("outbox").RunAsync(Cancellation);
        await harness.Job("outbox").RunAsync(Cancellation);

        var mail = Assert.Single(harness.Mail.Sent);
        Assert.Equal(("payer@acme.example", "payment_failed", """{"amount": 5}"""), (mail.Recipient, mail.Content.Subject, mail.Content.Text));
        Assert.Equal("sent", await StateAsync(harness));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task Enqueue_NobodyToWriteTo_StoresNothing(string? recipient)
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var tenantId = await harness.AddTenantAsync(Cancellation);

        Assert.False(await EnqueueAsync(harness, Order(tenantId) with { Recipient = recipient }));
        Assert.Null(await harness.Job("outbox").NextDueAsync(Cancellation));
    }

    [Fact]
    public async Task Enqueue_UnitOfWorkRollsBack_NothingLeaves()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var tenantId = await harness.AddTenantAsync(Cancellation);

        await Assert.ThrowsAsync<SimulatedCrashException>(() => harness.Database.InTenantAsync(
            tenantId,
            async work =>
            {
                await harness.Get<MailOutbox>().EnqueueAsync(work, Order(tenantId));
                throw new SimulatedCrashException();
            },
            Cancellation));
        await harness.Job("outbox").RunAsync(Cancellation);

        Assert.Empty(harness.Mail.Sent);
    }

    [Fact]
    public async Task Run_MailServerDownForAWhile_TriesAgainUnderTheSameMessageId()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var tenantId = await harness.AddTenantAsync(Cancellation);
        await EnqueueAsync(harness, Order(tenantId));
        var messageIds = new List<string>();
        harness.Mail.OnSend = mail =>
        {
            messageIds.Add(mail.MessageId);
            if (messageIds.Count < 4)
                throw new IOException("connection refused");
        };

        await DrainAsync(harness);

        Assert.Equal(4, messageIds.Count);
        Assert.Single(messageIds.Distinct());
        Assert.Equal("sent", await StateAsync(harness));
        Assert.Equal(ServiceHarness.Start + TimeSpan.FromSeconds(10 + 60 + 300), harness.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Run_MailRefusedForGood_IsDeadAtOnceWithTheReason()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        await EnqueueAsync(harness, Order(await harness.AddTenantAsync(Cancellation)));
        harness.Mail.OnSend = _ => throw new MailRejectedException("550 no such user");

        var report = await harness.Job("outbox").RunAsync(Cancellation);

        Assert.Equal((0, 1), (report.Done, report.Failed));
        Assert.Equal(("dead", "550 no such user", 1), await harness.QuerySingleAsync<(string, string, int)>("select state, last_error, attempts from outbox_messages", null, Cancellation));
    }

    [Fact]
    public async Task Run_MailServerNeverAnswers_GivesUpAfterTenTries()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        await EnqueueAsync(harness, Order(await harness.AddTenantAsync(Cancellation)));
        harness.Mail.OnSend = _ => throw new IOException("connection refused");

        await DrainAsync(harness);

        Assert.Equal(("dead", 10), await harness.QuerySingleAsync<(string, int)>("select state, attempts from outbox_messages", null, Cancellation));
    }

    [Fact]
    public async Task Run_ProcessDiedAfterTheHandOver_SendsAgainUnderTheSameMessageId()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        await EnqueueAsync(harness, Order(await harness.AddTenantAsync(Cancellation)));
        await harness.Job("outbox").RunAsync(Cancellation);
        await harness.ExecuteAsync(
            "update outbox_messages set state = 'waiting', finished_at = null, lease_owner = 'dead:1', lease_until = clock_timestamp() - interval '1 second'", null, Cancellation);

        await harness.Job("outbox").RunAsync(Cancellation);

        Assert.Equal(2, harness.Mail.Sent.Count);
        Assert.Single(harness.Mail.Sent.Select(mail => mail.MessageId).Distinct());
    }

    [Fact]
    public async Task Run_SomebodyElseIsSendingIt_LeavesItAlone()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        await EnqueueAsync(harness, Order(await harness.AddTenantAsync(Cancellation)));
        await harness.ExecuteAsync("update outbox_messages set lease_owner = 'other:1', lease_until = clock_timestamp() + interval '1 hour'", null, Cancellation);

        await harness.Job("outbox").RunAsync(Cancellation);

        Assert.Empty(harness.Mail.Sent);
        Assert.Null(await harness.Job("outbox").NextDueAsync(Cancellation));
    }

    [Fact]
    public async Task Run_SeveralMailsOfOneTenant_LeaveInTheOrderOfTheirCauses()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var (tenantId, otherId) = (await harness.AddTenantAsync(Cancellation), await harness.AddTenantAsync(Cancellation));
        string[] templates = ["first", "second", "third", "fourth", "fifth"];
        foreach (var template in templates)
        {
            await EnqueueAsync(harness, Order(tenantId) with { Template = template });
            harness.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await EnqueueAsync(harness, Order(otherId) with { Template = "other" });
        await harness.ExecuteAsync("update outbox_messages set lease_owner = 'other:1', lease_until = clock_timestamp() + interval '1 hour' where template = 'first'", null, Cancellation);
        await harness.Job("outbox").RunAsync(Cancellation);
        Assert.Equal(["other"], harness.Mail.Subjects);
        Assert.Null(await harness.Job("outbox").NextDueAsync(Cancellation));

        await harness.ExecuteAsync("update outbox_messages set lease_until = clock_timestamp() - interval '1 second' where template = 'first'", null, Cancellation);
        await DrainAsync(harness);

        Assert.Equal(["other", .. templates], harness.Mail.Subjects);
    }

    [Fact]
    public async Task Run_MailThatIsTriedAgainLater_HoldsUpNoneAfterIt()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        var tenantId = await harness.AddTenantAsync(Cancellation);
        await EnqueueAsync(harness, Order(tenantId) with { Template = "refused" });
        harness.Clock.Advance(TimeSpan.FromSeconds(1));
        await EnqueueAsync(harness, Order(tenantId) with { Template = "next" });
        harness.Mail.OnSend = mail =>
        {
            if (mail.Content.Subject == "refused" && !harness.Mail.Subjects.Contains("next"))
                throw new IOException("connection refused");
        };

        await harness.Job("outbox").RunAsync(Cancellation);
        Assert.Equal(["next"], harness.Mail.Subjects);
        await DrainAsync(harness);

        Assert.Equal(["next", "refused"], harness.Mail.Subjects);
    }

    private static MailOrder Order(Guid tenantId) => new()
    {
        TenantId = tenantId,
        Template = "payment_failed",
        Key = "invoice:1",
        Recipient = "payer@acme.example",
        Payload = new { Amount = 5 },
    };

    private static Task<bool> EnqueueAsync(ServiceHarness harness, MailOrder order) =>
        harness.Database.InTenantAsync(order.TenantId, work => harness.Get<MailOutbox>().EnqueueAsync(work, order), Cancellation);

    private static Task<string> StateAsync(ServiceHarness harness) => harness.QuerySingleAsync<string>("select state from outbox_messages", null, Cancellation);

    private static Task DrainAsync(ServiceHarness harness) => harness.RunUntilAsync("outbox", DateTimeOffset.MaxValue, Cancellation);
}
