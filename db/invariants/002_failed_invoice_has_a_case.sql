-- Every automatic charge that failed is dunned: the case opens in the projection that shows the failure.
-- A subscription's first invoice is not: it expires by itself.
-- Mode: always.
select i.tenant_id, 'invoice' as object_type, i.id::text as object_id, i.attempt_count || ' failed tries and no dunning case' as detail
from invoices i
where i.status = 'open' and i.collection_method = 'charge_automatically' and i.attempt_count > 0 and i.amount_remaining > 0
  and i.billing_reason is distinct from 'subscription_create'
  and not exists (select from dunning_cases c where c.tenant_id = i.tenant_id and c.invoice_id = i.id)
