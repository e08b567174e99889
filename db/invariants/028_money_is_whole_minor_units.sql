-- No column holds an amount as a floating-point number; rates and prices below a minor unit are numeric with a scale.
-- Mode: always.
select null::uuid as tenant_id, 'column' as object_type, table_name || '.' || column_name as object_id, data_type::text as detail
from information_schema.columns
where table_schema = 'public' and data_type in ('real', 'double precision', 'money') and table_name <> 'rate_limit_buckets'
