-- A subscription's period is billed once.
-- Mode: always.
select tenant_id, 'subscription' as object_type, subscription_id::text as object_id,
    count(*) || ' recurring invoices for the period to ' || period_end as detail
from invoices
where billing_reason = 'subscription_cycle' and status not in ('void', 'deleted') and subscription_id is not null
group by tenant_id, subscription_id, period_start, period_end
having count(*) > 1
