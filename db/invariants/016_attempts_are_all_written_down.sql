-- Every attempt of an intent has its row, numbered without a gap.
-- Mode: always.
select i.tenant_id, 'stripe_intent' as object_type, i.id::text as object_id, i.attempts || ' attempts, ' || count(a.attempt) || ' rows' as detail
from stripe_intents i left join stripe_attempts a on a.intent_id = i.id
group by i.tenant_id, i.id, i.attempts
having count(a.attempt) <> i.attempts or coalesce(max(a.attempt), 0) <> i.attempts
