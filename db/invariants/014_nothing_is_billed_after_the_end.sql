-- No recurring invoice with an amount covers a period that begins after its subscription ended.
-- Mode: always.
select i.tenant_id, 'invoice' as object_type, i.id::text as object_id, 'period from ' || i.period_start || ', ended ' || s.ended_at as detail
from invoices i join subscriptions s on s.tenant_id = i.tenant_id and s.id = i.subscription_id
where i.billing_reason = 'subscription_cycle' and i.status not in ('void', 'deleted') and i.total > 0 and i.period_start > s.ended_at
