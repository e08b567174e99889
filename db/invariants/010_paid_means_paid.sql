-- Nothing remains of a paid invoice, and it says when it was paid.
-- Mode: always.
select tenant_id, 'invoice' as object_type, id::text as object_id, 'paid with ' || amount_remaining || ' remaining' as detail
from invoices
where status = 'paid' and (amount_remaining <> 0 or paid_at is null)
