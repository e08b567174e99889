-- The log of tries and the intents that made them agree; an outcome reaches the log within an hour.
-- Mode: within an hour.
select t.tenant_id, 'payment_try' as object_type, t.id::text as object_id, 'the try is ' || t.status || ', its intent ' || i.state as detail
from payment_retry_log t join stripe_intents i on i.id = t.intent_id
where t.status in ('succeeded', 'processing') and i.state <> 'succeeded'
   or t.status in ('failed', 'requires_action') and i.state <> 'rejected'
   or t.status = 'unknown' and i.state in ('succeeded', 'rejected') and i.updated_at < @now - interval '1 hour'
