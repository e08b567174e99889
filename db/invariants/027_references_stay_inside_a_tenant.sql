-- A foreign key between tables of tenants carries the tenant, because foreign keys see through row-level security.
-- Mode: always.
select null::uuid as tenant_id, 'foreign_key' as object_type, k.conname::text as object_id, k.conrelid::regclass || ' to ' || k.confrelid::regclass as detail
from pg_constraint k
join pg_attribute child on child.attrelid = k.conrelid and child.attname = 'tenant_id' and not child.attisdropped
join pg_attribute parent on parent.attrelid = k.confrelid and parent.attname = 'tenant_id' and not parent.attisdropped and parent.attnotnull
where k.contype = 'f' and not child.attnum = any(k.conkey)
