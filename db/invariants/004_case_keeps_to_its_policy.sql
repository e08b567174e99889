-- A case makes no more steps than the policy that was pinned when it opened.
-- Mode: always.
select tenant_id, 'dunning_case' as object_type, id::text as object_id, step || ' steps of ' || max_attempts as detail
from dunning_cases
where step > max_attempts
