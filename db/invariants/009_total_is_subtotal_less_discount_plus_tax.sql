-- The total of a finalized invoice is its subtotal less the discount plus the tax, to the minor unit.
-- Mode: always.
select tenant_id, 'invoice' as object_type, id::text as object_id,
    'total ' || total || ', subtotal ' || subtotal || ', discount ' || discount || ', tax ' || tax as detail
from invoices
where status in ('open', 'paid', 'uncollectible', 'void') and total <> subtotal - discount + tax
