-- A write to Stripe that only a person can decide about has a finding that asks for the decision.
-- Mode: always.
select i.tenant_id, 'stripe_intent' as object_type, i.id::text as object_id, i.kind || ': ' || coalesce(i.error_message, 'no reason') as detail
from stripe_intents i
where i.state = 'needs_human'
  and not exists (select from reconcile_findings f where f.kind = 'intent_needs_human' and f.object_id = i.id::text)
