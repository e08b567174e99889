-- A lease ends: whoever holds one has said until when, and no lease runs longer than an hour.
-- Mode: always.
select tenant_id, object_type, object_id, 'held by ' || lease_owner || ' until ' || coalesce(lease_until::text, 'for ever') as detail
from (
    select tenant_id, 'work_item' as object_type, id::text as object_id, lease_owner, lease_until from work_items
    union all
    select tenant_id, 'outbox_message', id::text, lease_owner, lease_until from outbox_messages
    union all
    select tenant_id, 'stripe_intent', id::text, lease_owner, lease_until from stripe_intents
    union all
    select tenant_id, object_type, object_id, lease_owner, lease_until from stripe_object_sync
) held
where lease_owner is not null and (lease_until is null or lease_until > clock_timestamp() + interval '1 hour')
