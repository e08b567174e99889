-- Work that is due has been taken up within an hour.
-- Mode: within an hour.
select tenant_id, 'work_item' as object_type, id::text as object_id, kind || ' ' || key || ' due since ' || due_at as detail
from work_items
where state = 'waiting' and due_at < @now - interval '1 hour' and (lease_until is null or lease_until < clock_timestamp())
