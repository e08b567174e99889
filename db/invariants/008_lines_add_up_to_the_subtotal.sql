-- The subtotal of a finalized invoice is the sum of its lines, to the minor unit.
-- Mode: always.
select i.tenant_id, 'invoice' as object_type, i.id::text as object_id, 'subtotal ' || i.subtotal || ', lines ' || coalesce(sum(l.amount), 0) as detail
from invoices i left join invoice_lines l on l.tenant_id = i.tenant_id and l.invoice_id = i.id
where i.status in ('open', 'paid', 'uncollectible', 'void')
group by i.tenant_id, i.id, i.subtotal
having i.subtotal <> coalesce(sum(l.amount), 0)
