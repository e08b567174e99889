using System.Net;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;
using Npgsql;

namespace ClientForge.Billing.IntegrationTests.Ops;

public sealed class OpsRoutesTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Jobs_List_ShowsEachWithItsScheduleAndLastRun()
    {
        (await world.Ops.PostAsync("/api/v1/ops/jobs/outbox/trigger", new { reason = "to see it run" })).Expect(HttpStatusCode.OK);

        var jobs = (await world.Ops.GetAsync("/api/v1/ops/jobs")).Expect(HttpStatusCode.OK)["data"].EnumerateArray().ToArray();

        Assert.Superset(
            new HashSet<string> { "webhook-apply", "intent-sweep", "events-sweep", "outbox", "invoice-generator", "payment-retry", "notices", "usage-report", "reconciliation", "invariants", "housekeeping" },
            jobs.Select(job => job.StringAt("name")!).ToHashSet());
        var outbox = jobs.Single(job => job.StringAt("name") == "outbox");
        Assert.Equal("succeeded", outbox.StringAt("lastRun.outcome"));
        Assert.Equal("ops", outbox.StringAt("lastRun.trigger"));
        Assert.NotEmpty(outbox.StringAt("schedule")!);
        Assert.True(outbox.At("nextRunAt").GetDateTimeOffset() > TimeProvider.System.GetUtcNow().AddMinutes(-1));
    }

    [Fact]
    public async Task Jobs_PauseAndResume_AreKeptAndAudited()
    {
        var paused = (await world.Ops.PostAsync("/api/v1/ops/jobs/notices/pause", new { reason = "mail server moves" })).Expect(HttpStatusCode.OK);
        Assert.True(paused["paused"].GetBoolean());
        Assert.Equal(JsonValueKind.Null, paused["nextRunAt"].ValueKind);

        var resumed = (await world.Ops.PostAsync("/api/v1/ops/jobs/notices/resume", new { reason = "it moved" })).Expect(HttpStatusCode.OK);
        Assert.False(resumed["paused"].GetBoolean());

        var audit = (await world.Ops.GetAsync("/api/v1/ops/audit?limit=100")).Expect(HttpStatusCode.OK)["data"].EnumerateArray()
            .Where(entry => entry.StringAt("objectId") == "notices").Select(entry => (entry.StringAt("action"), entry.StringAt("reason"), entry.StringAt("actor")));
        Assert.Equal([("job.resumed", "it moved", "ops:dev-ops"), ("job.paused", "mail server moves", "ops:dev-ops")], audit);
    }

    [Theory]
    [InlineData("trigger")]
    [InlineData("pause")]
    [InlineData("resume")]
    public async Task Jobs_ActionWithoutReasonOrJob_IsRefused(string action)
    {
        var noReason = await world.Ops.PostAsync($"/api/v1/ops/jobs/outbox/{action}", new { reason = " " });
        var noJob = await world.Ops.PostAsync($"/api/v1/ops/jobs/nothing/{action}", new { reason = "why not" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, noReason.Status);
        Assert.Equal(HttpStatusCode.NotFound, noJob.Status);
        Assert.Equal("job_not_found", noJob.Code);
    }

    [Fact]
    public async Task Jobs_History_IsPagedNewestFirst()
    {
        for (var run = 0; run < 3; run++)
            (await world.Ops.PostAsync("/api/v1/ops/jobs/intent-sweep/trigger", new { reason = "to have a history" })).Expect(HttpStatusCode.OK);

        var first = (await world.Ops.GetAsync("/api/v1/ops/jobs/intent-sweep/history?limit=2")).Expect(HttpStatusCode.OK);
        var cursor = Uri.EscapeDataString(first["nextCursor"].GetString()!);
        var second = (await world.Ops.GetAsync($"/api/v1/ops/jobs/intent-sweep/history?limit=2&cursor={cursor}")).Expect(HttpStatusCode.OK);

        DateTimeOffset[] times = [.. first["data"].EnumerateArray().Concat(second["data"].EnumerateArray()).Select(run => run.At("scheduledFor").GetDateTimeOffset())];
        Assert.Equal(2, first["data"].GetArrayLength());
        Assert.True(times.Length >= 3);
        Assert.Equal(times.OrderDescending().Distinct(), times);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await world.Ops.GetAsync("/api/v1/ops/jobs/intent-sweep/history?cursor=x")).Status);
    }

    [Theory]
    [InlineData("outbox", "outbox_message", "outbox_messages", "(id, kind, template, key, payload, message_id, state, available_at, attempts, last_error, created_at, finished_at) values (@id, 'event', 't', @id::text, '{}', @id::text, 'dead', now(), 10, 'refused', now(), now())")]
    [InlineData("work-items", "work_item", "work_items", "(id, kind, key, payload, state, due_at, attempts, last_error, created_at, finished_at) values (@id, 'test.kind', @id::text, '{}', 'dead', now(), 8, 'refused', now(), now())")]
    public async Task Queues_DeadEntry_IsPutBackOnceAndAudited(string route, string objectType, string table, string row)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        await using (var connection = await world.Database.OpenAsAdminAsync(Cancellation))
        await using (var insert = new NpgsqlCommand($"insert into {table} {row}", connection) { Parameters = { new("id", id) } })
            await insert.ExecuteNonQueryAsync(Cancellation);

        var listed = (await world.Ops.GetAsync($"/api/v1/ops/{route}?state=dead")).Expect(HttpStatusCode.OK);
        Assert.Contains(listed["data"].EnumerateArray(), entry => entry.At("id").GetGuid() == id && entry.StringAt("lastError") == "refused");

        var requeued = (await world.Ops.PostAsync($"/api/v1/ops/{route}/{id}/requeue", new { reason = "fixed" })).Expect(HttpStatusCode.OK);
        Assert.Equal("waiting", requeued["state"].GetString());
        Assert.Equal(0, requeued["attempts"].GetInt32());
        var again = await world.Ops.PostAsync($"/api/v1/ops/{route}/{id}/requeue", new { reason = "fixed" });
        Assert.Equal($"{objectType}_not_dead", again.Code);
        Assert.Equal($"{objectType}_not_found", (await world.Ops.PostAsync($"/api/v1/ops/{route}/{Guid.Empty}/requeue", new { reason = "fixed" })).Code);
        var audit = (await world.Ops.GetAsync("/api/v1/ops/audit?limit=100"))["data"].EnumerateArray();
        Assert.Contains(audit, entry => entry.StringAt("action") == $"{objectType}.requeued" && entry.StringAt("objectId") == id.ToString() && entry.StringAt("reason") == "fixed");
        await world.Database.ScalarAsync($"with gone as (delete from {table} where id = '{id}' returning 1) select count(*) from gone");
    }

    [Fact]
    public async Task Tenants_SearchAndState_ShowTheWholeBilling()
    {
        var tenant = await world.CreateTenantAsync("Wanted+one@example.com");
        await tenant.SubscribeAsync();
        await world.SettleAsync();

        var found = (await world.Ops.GetAsync("/api/v1/ops/tenants?search=wanted%2Bone")).Expect(HttpStatusCode.OK);
        var state = (await world.Ops.GetAsync($"/api/v1/ops/tenants/{tenant.Id}")).Expect(HttpStatusCode.OK);

        Assert.Equal(tenant.Id, Assert.Single(found["data"].EnumerateArray()).At("id").GetGuid());
        Assert.Equal("active", state["tenant.subscriptionStatus"].GetString());
        Assert.Equal("Basic", state["subscriptions.0.planName"].GetString());
        Assert.Equal("paid", state["invoices.0.status"].GetString());
        Assert.Equal("card", state["paymentMethods.0.type"].GetString());
        Assert.NotEqual(0, state["audit"].GetArrayLength());
        Assert.DoesNotContain("4242", state.Text, StringComparison.Ordinal);
        Assert.Equal("tenant_not_found", (await world.Ops.GetAsync($"/api/v1/ops/tenants/{Guid.Empty}")).Code);
    }

    [Fact]
    public async Task Tenants_List_IsPaged()
    {
        for (var made = 0; made < 3; made++)
            await world.CreateTenantAsync();

        var first = (await world.Ops.GetAsync("/api/v1/ops/tenants?limit=2")).Expect(HttpStatusCode.OK);
        var second = (await world.Ops.GetAsync($"/api/v1/ops/tenants?limit=2&cursor={first["nextCursor"].GetString()}")).Expect(HttpStatusCode.OK);

        Assert.True(first["hasMore"].GetBoolean());
        Assert.Empty(first["data"].EnumerateArray().Select(row => row.StringAt("id")).Intersect(second["data"].EnumerateArray().Select(row => row.StringAt("id"))));
        Assert.Equal("cursor_invalid", (await world.Ops.GetAsync("/api/v1/ops/tenants?cursor=x")).Code);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await world.Ops.GetAsync("/api/v1/ops/tenants?limit=101")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await world.Ops.GetAsync("/api/v1/ops/tenants?limit=many")).Status);
    }
}
