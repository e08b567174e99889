-- What is due of a finalized invoice is paid or remains, to the minor unit.
-- Mode: always.
select tenant_id, 'invoice' as object_type, id::text as object_id,
    'due ' || amount_due || ', paid ' || amount_paid || ', remaining ' || amount_remaining as detail
from invoices
where status in ('open', 'paid', 'uncollectible') and amount_due <> amount_paid + amount_remaining
