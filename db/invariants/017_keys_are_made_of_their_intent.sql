-- An idempotency key can be derived again from what is stored, by every process.
-- Mode: always.
select tenant_id, 'stripe_intent' as object_type, id::text as object_id, 'key ' || idempotency_key || ' at generation ' || generation as detail
from stripe_intents
where idempotency_key <> 'cf-' || replace(id::text, '-', '') || '-' || generation
