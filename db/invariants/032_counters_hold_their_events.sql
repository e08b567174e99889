-- What is counted in an hour is what the raw events of that hour come to. Looks at the events of the last two hours.
-- Mode: always.
select coalesce(r.tenant_id, c.tenant_id) as tenant_id, 'usage_counter' as object_type, coalesce(r.metric_name, c.metric_name) as object_id,
       'the hour ' || coalesce(r.hour, c.bucket) || ' holds ' || coalesce(c.total, 0) || ' in ' || coalesce(c.events, 0) || ' events, its raw events come to '
       || coalesce(r.total, 0) || ' in ' || coalesce(r.events, 0) as detail
from (
    select tenant_id, metric_name, billing_period_start, date_trunc('hour', counted_at, 'UTC') as hour, count(*) as events, sum(quantity) as total
    from usage_records
    where "timestamp" >= date_trunc('hour', @now, 'UTC') - interval '1 hour' and not canceled and not late
    group by tenant_id, metric_name, billing_period_start, date_trunc('hour', counted_at, 'UTC')
) r
full join (
    select tenant_id, metric_name, period_start, bucket, sum(events - late_events) as events, sum(total) as total, sum(late_events) as late
    from usage_counters
    where span = 'hour' and bucket >= date_trunc('hour', @now, 'UTC') - interval '1 hour'
    group by tenant_id, metric_name, period_start, bucket
) c on c.tenant_id = r.tenant_id and c.metric_name = r.metric_name and c.period_start = r.billing_period_start and c.bucket = r.hour
where coalesce(r.events, 0) <> coalesce(c.events, 0) or coalesce(c.late, 0) = 0 and coalesce(r.total, 0) <> coalesce(c.total, 0)
