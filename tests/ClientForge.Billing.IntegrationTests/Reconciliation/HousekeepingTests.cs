using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Reconciliation;

public sealed class HousekeepingTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_OldRowsOfEachKind_RemovesOnlyWhatIsFinishedAndPastItsRetention()
    {
        await using var harness = await ServiceHarness.StartAsync(databases, Cancellation);
        await harness.ExecuteAsync(
            """
            insert into api_idempotency (scope, key, request_hash, state, lease_until, created_at, expires_at)
            select 's', k, '', 'done', now(), now(), @now + d from (values ('old', interval '-1 second'), ('new', interval '1 second')) v (k, d);
            insert into job_runs (job, scheduled_for, started_at, finished_at, outcome, server, trigger)
            select 'outbox', t, t, f, 'succeeded', 's', 'schedule' from (values (@now - interval '31 days', @now - interval '31 days'),
                (@now - interval '32 days', null), (@now, @now)) v (t, f);
            insert into outbox_messages (id, kind, template, key, payload, message_id, state, available_at, created_at, finished_at)
            select gen_random_uuid(), 'mail', 't', s, '{}', s, s, now(), now(), @now - interval '91 days' from unnest(array['sent', 'canceled', 'dead']) s;
            insert into outbox_messages (id, kind, template, key, payload, message_id, state, available_at, created_at)
            values (gen_random_uuid(), 'mail', 't', 'waiting', '{}', 'waiting', 'waiting', now(), @now - interval '91 days');
            insert into work_items (id, kind, key, state, due_at, created_at, finished_at)
            select gen_random_uuid(), 'k', s, s, now(), now(), @now - interval '91 days' from unnest(array['done', 'canceled', 'dead', 'waiting']) s;
            insert into webhook_inbox (event_id, type, created, payload, source, state, received_at)
            select s, 't', now(), 'body', 'push', s, @now - interval '31 days' from unnest(array['applied', 'ignored', 'failed', 'received']) s;
            """,
            new { now = ServiceHarness.Start },
            Cancellation);

        await harness.Job("housekeeping").RunAsync(Cancellation);

        Assert.Equal(["new"], await harness.QueryAsync<string>("select key from api_idempotency", null, Cancellation));
        Assert.Equal(2, await harness.QuerySingleAsync<int>("select count(*)::int from job_runs", null, Cancellation));
        Assert.Equal(["dead", "waiting"], await harness.QueryAsync<string>("select state from outbox_messages order by 1", null, Cancellation));
        Assert.Equal(["dead", "waiting"], await harness.QueryAsync<string>("select state from work_items order by 1", null, Cancellation));
        Assert.Equal(["failed", "received"], await harness.QueryAsync<string>("select state from webhook_inbox where payload = 'body' order by 1", null, Cancellation));
        Assert.Equal(4, await harness.QuerySingleAsync<int>("select count(*)::int from webhook_inbox", null, Cancellation));
    }
}
