-- A write to Stripe has a known outcome, or is with a person, a day after its key expired at the latest.
-- Mode: within two days.
select tenant_id, 'stripe_intent' as object_type, id::text as object_id, kind || ' is ' || state || ' after ' || attempts || ' attempts' as detail
from stripe_intents
where next_attempt_at is not null and created_at < @now - interval '2 days'
