-- Every table with a tenant_id has row-level security, enabled and forced, with both directions checked.
-- Mode: always.
select null::uuid as tenant_id, 'table' as object_type, c.relname::text as object_id, 'no complete wall between tenants' as detail
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  and not (c.relrowsecurity and c.relforcerowsecurity and not exists (
      select from pg_policy p where p.polrelid = c.oid and p.polcmd in ('*', 'a', 'w') and p.polwithcheck is null))
