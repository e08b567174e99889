-- An open case whose schedule is not at its end has its next step waiting, or a try under way.
-- Mode: always.
select c.tenant_id, 'dunning_case' as object_type, c.id::text as object_id, 'no step waits after step ' || c.step as detail
from dunning_cases c
where c.closed_at is null and c.step < c.max_attempts
  and not exists (
      select from work_items w
      where w.tenant_id = c.tenant_id and w.kind = 'dunning.retry' and w.key = c.invoice_id || ':' || (c.step + 1) and w.state = 'waiting')
  and not exists (
      select from payment_retry_log t
      where t.tenant_id = c.tenant_id and t.invoice_id = c.invoice_id and t.status in ('unknown', 'processing'))
