-- A dunning case is open only while its invoice is: payment by any path closes it in the same transaction.
-- Mode: always.
select c.tenant_id, 'dunning_case' as object_type, c.id::text as object_id, 'open over an invoice that is ' || i.status as detail
from dunning_cases c join invoices i on i.tenant_id = c.tenant_id and i.id = c.invoice_id
where c.closed_at is null and i.status <> 'open'
