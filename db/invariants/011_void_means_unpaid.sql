-- No money was taken for a void invoice.
-- Mode: always.
select tenant_id, 'invoice' as object_type, id::text as object_id, 'void with ' || amount_paid || ' paid' as detail
from invoices
where status = 'void' and amount_paid <> 0
