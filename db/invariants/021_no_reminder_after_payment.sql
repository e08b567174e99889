-- No mail about an unpaid invoice leaves after the invoice was paid; ten minutes are allowed for news under way.
-- Mode: always.
select o.tenant_id, 'outbox_message' as object_type, o.id::text as object_id, o.template || ' sent ' || o.finished_at || ', paid ' || i.paid_at as detail
from outbox_messages o join invoices i on i.tenant_id = o.tenant_id and i.id = (o.payload ->> 'whileUnpaidInvoiceId')::uuid
where o.state = 'sent' and i.status = 'paid' and o.finished_at > i.paid_at + interval '10 minutes'
