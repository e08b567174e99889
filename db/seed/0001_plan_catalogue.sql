-- The catalogue the product starts with. Amounts are minor units of their currency, a seat; a year costs ten months.
insert into subscription_plans (id, code, name, tier, currency, price_monthly, price_annual, features, limits, trial_days, created_at, updated_at) values
    ('01980000-0000-7000-8000-000000000001', 'basic', 'Basic', 'basic', 'usd', 1900, 19000,
     '["contacts", "pipelines", "email_support"]',
     '{"users": 10, "api_calls_per_month": 10000, "storage_gb": 10}', 14, now(), now()),
    ('01980000-0000-7000-8000-000000000002', 'professional', 'Professional', 'professional', 'usd', 4900, 49000,
     '["contacts", "pipelines", "automations", "reports", "api_access", "priority_support"]',
     '{"users": 100, "api_calls_per_month": 200000, "storage_gb": 200}', 14, now(), now()),
    ('01980000-0000-7000-8000-000000000003', 'enterprise', 'Enterprise', 'enterprise', 'usd', 9900, 99000,
     '["contacts", "pipelines", "automations", "reports", "api_access", "single_sign_on", "audit_log", "dedicated_support"]',
     '{"users": null, "api_calls_per_month": null, "storage_gb": null}', 30, now(), now());

insert into plan_prices (id, plan_id, currency, interval, unit_amount, per_seat, created_at)
select ('01980000-0000-7000-8001-' || lpad(row_number() over (order by p.code, c.position, i.interval)::text, 12, '0'))::uuid,
       p.id, c.currency, i.interval, c.monthly * i.months, true, now()
from (values
    ('basic', 1, 'usd', 1900), ('basic', 2, 'eur', 1800), ('basic', 3, 'jpy', 2800),
    ('professional', 1, 'usd', 4900), ('professional', 2, 'eur', 4600), ('professional', 3, 'jpy', 7300),
    ('enterprise', 1, 'usd', 9900), ('enterprise', 2, 'eur', 9300), ('enterprise', 3, 'jpy', 14800)
) as c (code, position, currency, monthly)
join subscription_plans p on p.code = c.code
cross join (values ('month', 1), ('year', 10)) as i (interval, months);

insert into billing_metrics (metric, display_name, unit, aggregation, event_name, created_at) values
    ('api_calls', 'API calls', 'call', 'sum', 'clientforge_api_calls', now()),
    ('storage_gb', 'Storage (GB)', 'GB', 'last', 'clientforge_storage_gb', now()),
    ('emails_sent', 'E-mails sent', 'e-mail', 'sum', 'clientforge_emails_sent', now());

-- What a month includes and one unit above it costs. Storage is a level, not a flow: a year includes no more of it.
insert into plan_meters (id, plan_id, metric, currency, interval, included, unit_amount_decimal, tiers, created_at)
select ('01980000-0000-7000-8002-' || lpad(row_number() over (order by p.code, m.metric, c.position, i.interval)::text, 12, '0'))::uuid,
       p.id, m.metric, c.currency, i.interval,
       m.included * case when m.metric = 'storage_gb' then 1 else i.months end,
       case when m.metric = 'emails_sent' then null
            when m.metric = 'storage_gb' then c.storage * i.months
            else c.api_call end,
       case when m.metric = 'emails_sent' then jsonb_build_array(
            jsonb_build_object('upTo', 10000 * i.months, 'unitAmountDecimal', c.email::text),
            jsonb_build_object('upTo', null, 'unitAmountDecimal', (c.email / 2)::text)) end,
       now()
from (values
    ('basic', 'api_calls', 1000), ('basic', 'storage_gb', 5), ('basic', 'emails_sent', 500),
    ('professional', 'api_calls', 20000), ('professional', 'storage_gb', 50), ('professional', 'emails_sent', 5000),
    ('enterprise', 'api_calls', 100000), ('enterprise', 'storage_gb', 500), ('enterprise', 'emails_sent', 50000)
) as m (code, metric, included)
join subscription_plans p on p.code = m.code
cross join (values ('usd', 1, 0.2, 25, 0.1), ('eur', 2, 0.18, 23, 0.09), ('jpy', 3, 0.3, 38, 0.15)) as c (currency, position, api_call, storage, email)
cross join (values ('month', 1), ('year', 12)) as i (interval, months);
