-- A write that succeeded names the object that it made or changed.
-- Mode: always.
select tenant_id, 'stripe_intent' as object_type, id::text as object_id, kind || ' succeeded without an object' as detail
from stripe_intents
where state = 'succeeded' and stripe_object_id is null
