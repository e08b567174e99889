-- A payment method that was detached is nobody's default.
-- Mode: always.
select tenant_id, 'payment_method' as object_type, id::text as object_id, 'default and ' || status as detail
from payment_methods
where is_default and status = 'detached'
