-- A mail that is due has been tried within an hour.
-- Mode: within an hour.
select tenant_id, 'outbox_message' as object_type, id::text as object_id, template || ' due since ' || available_at as detail
from outbox_messages
where state = 'waiting' and available_at < @now - interval '1 hour' and (lease_until is null or lease_until < clock_timestamp())
