namespace ClientForge.Billing.Data.Usage;

/// <summary>Error reports of Stripe's meters among the events that came (system role).</summary>
public sealed class MeterErrorRepository
{
    /// <summary>Reports that were not looked at yet, oldest first: id and body.</summary>
    public Task<IReadOnlyList<(string EventId, string Payload)>> ListUnreadAsync(Work work, int limit) => work.QueryAsync<(string, string)>(
        """
        select e.event_id, e.payload from webhook_inbox e
        where e.type in ('v1.billing.meter.error_report_triggered', 'v1.billing.meter.no_meter_found') and e.payload <> ''
          and not exists (select from usage_meter_errors m where m.event_id = e.event_id)
        order by e.received_at limit @limit
        """,
        new { limit });

    public Task MarkReadAsync(Work work, string eventId, DateTimeOffset now) => work.ExecuteAsync(
        "insert into usage_meter_errors (event_id, read_at) values (@eventId, @now) on conflict do nothing", new { eventId, now });
}
