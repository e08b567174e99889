-- An object that is dirty is due, or was given up.
-- Mode: always.
select tenant_id, object_type, object_id, 'dirty up to ' || dirty_seq || ', done up to ' || done_seq || ', never due' as detail
from stripe_object_sync
where dirty_seq > done_seq and next_at is null and not dead
