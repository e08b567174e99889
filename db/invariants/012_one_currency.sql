-- An invoice is in the currency of its subscription.
-- Mode: always.
select i.tenant_id, 'invoice' as object_type, i.id::text as object_id, i.currency || ' for a subscription in ' || s.currency as detail
from invoices i join subscriptions s on s.tenant_id = i.tenant_id and s.id = i.subscription_id
where i.currency <> s.currency
