-- A received event is applied, or its object waits to be read, is being read, or was given up with the reason.
-- Mode: within an hour.
select e.tenant_id, 'webhook_event' as object_type, e.event_id as object_id, e.type || ' about ' || e.object_id || ' waits for nothing' as detail
from webhook_inbox e left join stripe_object_sync s on s.object_type = e.object_type and s.object_id = e.object_id
where e.state = 'received' and e.received_at < @now - interval '1 hour'
  and (s.object_id is null or s.next_at is null and (s.lease_until is null or s.lease_until < clock_timestamp()))
