-- What the hours of a metric counted is what their period counted: both are written in the transaction of the events.
-- Looks at periods that ended within a day, or not yet; the end of a trial moves, and rows keep the one they were begun with.
-- Mode: always.
select c.tenant_id, 'usage_counter' as object_type, c.metric_name as object_id,
       'the hours since ' || c.period_start || ' hold ' || c.hours || ' in ' || c.hour_events || ' events, their period ' || c.total || ' in ' || c.events as detail
from (
    select tenant_id, metric_name, period_start,
        coalesce(sum(total) filter (where span = 'hour'), 0) as hours, coalesce(sum(events) filter (where span = 'hour'), 0) as hour_events,
        coalesce(sum(total) filter (where span = 'period'), 0) as total, coalesce(sum(events) filter (where span = 'period'), 0) as events
    from usage_counters
    where (tenant_id, metric_name, period_start) in (
        select tenant_id, metric_name, period_start from usage_counters where period_end > @now - interval '1 day')
    group by tenant_id, metric_name, period_start
) c
where (c.hours, c.hour_events) is distinct from (c.total, c.events)
