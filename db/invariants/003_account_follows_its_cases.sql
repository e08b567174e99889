-- An account's status is the one that its open cases and a person's decision make it; the passing of a case's grace may
-- take an hour to be noticed.
-- Mode: within an hour.
with judged as (
    select a.tenant_id, a.status, a.manual_status,
        count(c.id) as cases,
        coalesce(bool_or(c.suspend_at <= @now and not (a.manual_status is not distinct from 'active' and c.created_at <= a.manual_since)), false) as overdue,
        coalesce(bool_or(c.suspend_at <= @now - interval '1 hour' and not (a.manual_status is not distinct from 'active' and c.created_at <= a.manual_since)), false) as long_overdue
    from billing_accounts a left join dunning_cases c on c.tenant_id = a.tenant_id and c.closed_at is null
    group by a.tenant_id, a.status, a.manual_status, a.manual_since
)
select tenant_id, 'account' as object_type, tenant_id::text as object_id,
    status || ' with ' || cases || ' open cases, overdue: ' || overdue || ', by hand: ' || coalesce(manual_status, 'nothing') as detail
from judged
where case
    when manual_status = 'suspended' then status <> 'suspended'
    when long_overdue then status <> 'suspended'
    when overdue then status = 'active'
    when cases > 0 then status <> 'past_due'
    else status <> 'active'
end
