-- Usage that grows without bound: raw events by month, one narrow table of keys for ever, counters of hours and periods.
-- tenant_id comes first in every key and nothing refers to another table, so that all of it can be distributed by tenant.
alter table usage_records rename to usage_records_before;
alter table usage_counters rename to usage_counters_before;

create table usage_records (
    tenant_id            uuid not null,
    id                   uuid not null, -- made of the idempotency key, see usage_keys
    subscription_id      uuid not null,
    metric_name          text not null,
    quantity             bigint not null,
    "timestamp"          timestamptz not null, -- when it happened
    counted_at           timestamptz not null, -- when it counts: later than it happened only for late events
    idempotency_key      text not null check (length(idempotency_key) between 1 and 255),
    billing_period_start timestamptz not null,
    billing_period_end   timestamptz not null,
    value_id             uuid, -- of the property that a metric counts the different values of
    properties           jsonb,
    late                 boolean not null default false,
    canceled             boolean not null default false,
    created_at           timestamptz not null
) partition by range ("timestamp");
select build_tenant_wall('usage_records');

-- Whether a key was used before, and for what: the raw events can be detached, this cannot.
create table usage_keys (
    tenant_id   uuid not null,
    id          uuid not null, -- the key itself when it is a UUID, else a hash of it
    content     bigint not null, -- a hash of metric, quantity and properties
    "timestamp" timestamptz not null,
    primary key (tenant_id, id)
);
select build_tenant_wall('usage_keys');

-- Kept in the transaction of the events, so that no read sums raw rows. Writers have a slot each, so that they do not wait
-- for one another; every column is merged in one way whatever the metric's aggregation, which is chosen when it is read.
create table usage_counters (
    tenant_id       uuid not null,
    metric_name     text not null,
    span            text not null check (span in ('hour', 'period')),
    period_start    timestamptz not null,
    bucket          timestamptz not null, -- start of the hour in UTC, or of the period
    slot            smallint not null, -- 0 holds what was counted again from the raw events
    period_end      timestamptz not null,
    events          bigint not null,
    late_events     bigint not null default 0,
    total           numeric(38, 0) not null,
    moment          numeric(50, 0) not null default 0, -- sum of quantity times microseconds since the bucket began
    peak            bigint not null,
    last_quantity   bigint not null,
    last_at         timestamptz not null,
    last_created_at timestamptz not null,
    distinct_values bigint not null default 0,
    unreported      boolean not null default true,
    primary key (tenant_id, metric_name, span, period_start, bucket, slot)
) with (fillfactor = 70);
create index usage_counters_unreported on usage_counters (tenant_id) where unreported;
select build_tenant_wall('usage_counters');

-- The different values that a unique metric has seen, by hour and by period.
create table usage_uniques (
    tenant_id    uuid not null,
    metric_name  text not null,
    span         text not null check (span in ('hour', 'period')),
    period_start timestamptz not null,
    bucket       timestamptz not null,
    value_id     uuid not null,
    primary key (tenant_id, metric_name, span, period_start, bucket, value_id)
);
select build_tenant_wall('usage_uniques');

-- What people took back or added, with their reasons.
create table usage_adjustments (
    tenant_id    uuid not null,
    id           uuid not null,
    kind         text not null check (kind in ('adjustment', 'cancellation')),
    metric_name  text not null,
    quantity     bigint not null, -- what it changed the usage by
    period_start timestamptz not null,
    record_id    uuid not null,
    idempotency_key text not null,
    reason       text not null,
    actor        text not null,
    created_at   timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, kind, record_id)
);
select build_tenant_wall('usage_adjustments');

-- Partitions are made and detached by the owner on behalf of the service's roles, which may not change the schema.
-- A partition has no wall of its own: only the system role, which loads into it, may name it.
create function create_usage_partition(month timestamptz) returns text language plpgsql security definer set search_path = public as $$
declare
    first_day timestamptz := date_trunc('month', month, 'UTC');
    name text := 'usage_records_' || to_char(first_day at time zone 'UTC', 'YYYYMM');
begin
    if to_regclass('public.' || name) is not null then
        return name;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('usage_partition', 7));
    if to_regclass('public.' || name) is null then
        execute format('create table %I partition of usage_records for values from (%L) to (%L)', name, first_day, first_day + interval '1 month');
        execute format('create index on %I using brin ("timestamp") with (pages_per_range = 32)', name);
        execute format('grant select, insert on %I to billing_system', name);
    end if;
    return name;
end $$;

create schema usage_archive;
create function detach_usage_partitions(before timestamptz) returns setof text language plpgsql security definer set search_path = public as $$
declare
    name text;
begin
    for name in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'usage_records'::regclass and c.relname < 'usage_records_' || to_char(date_trunc('month', before, 'UTC') at time zone 'UTC', 'YYYYMM')
        order by c.relname
    loop
        execute format('alter table usage_records detach partition %I', name);
        execute format('revoke all on %I from billing_system', name);
        execute format('alter table %I set schema usage_archive', name);
        return next name;
    end loop;
end $$;
revoke all on function create_usage_partition(timestamptz), detach_usage_partitions(timestamptz) from public;
grant execute on function create_usage_partition(timestamptz), detach_usage_partitions(timestamptz) to billing_system;

-- A UUID in its usual form stands for itself; of anything else the hash does, marked as version 8, which is never taken as it is.
create function usage_key_id(key text) returns uuid language plpgsql immutable as $$
declare
    hash bytea;
begin
    if key ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-79a-f][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$' then
        return key::uuid;
    end if;
    hash := substring(sha256(convert_to(key, 'UTF8')) for 16);
    hash := set_byte(hash, 6, (get_byte(hash, 6) & 15) | 128);
    hash := set_byte(hash, 8, (get_byte(hash, 8) & 63) | 128);
    return encode(hash, 'hex')::uuid;
end $$;

-- What was recorded before.
select create_usage_partition(m) from generate_series(
    date_trunc('month', coalesce((select min("timestamp") from usage_records_before), now()), 'UTC'), now() + interval '2 months', interval '1 month') as m;

insert into usage_records (tenant_id, id, subscription_id, metric_name, quantity, "timestamp", counted_at, idempotency_key,
    billing_period_start, billing_period_end, created_at)
select tenant_id, usage_key_id(idempotency_key), subscription_id, metric_name, quantity, "timestamp", "timestamp", idempotency_key,
    billing_period_start, billing_period_end, created_at
from usage_records_before;

-- Contents that were never hashed compare by their zero: see the service's rules for it.
insert into usage_keys (tenant_id, id, content, "timestamp")
select tenant_id, usage_key_id(idempotency_key), 0, "timestamp" from usage_records_before;

insert into usage_counters (tenant_id, metric_name, span, period_start, bucket, slot, period_end, events, total, moment, peak,
    last_quantity, last_at, last_created_at, unreported)
select r.tenant_id, r.metric_name, s.span, r.billing_period_start, s.bucket, 0, max(r.billing_period_end), count(*), sum(r.quantity), 0, max(r.quantity),
    (array_agg(r.quantity order by r."timestamp" desc, r.created_at desc))[1], max(r."timestamp"),
    (array_agg(r.created_at order by r."timestamp" desc, r.created_at desc))[1], bool_or(r.report_item_id is null)
from usage_records_before r
cross join lateral (values ('hour', date_trunc('hour', r."timestamp", 'UTC')), ('period', r.billing_period_start)) as s (span, bucket)
group by r.tenant_id, r.metric_name, s.span, r.billing_period_start, s.bucket;

drop table usage_records_before, usage_counters_before;

-- What goes to a Stripe meter: the change of one hour, or the value of one period, revision by revision.
alter table usage_report_items drop constraint usage_report_items_metric_name_fkey;
alter table usage_report_items drop constraint usage_report_items_tenant_id_fkey;
alter table usage_report_items alter column quantity type numeric(38, 6);
alter table usage_report_items drop constraint usage_report_items_state_check;
alter table usage_report_items add constraint usage_report_items_state_check check (state in ('staged', 'confirmed', 'failed'));
create index usage_report_items_staged on usage_report_items (tenant_id) where state = 'staged';

-- How each event stands with Stripe's meters, told by its hour's reports.
create view usage_record_reports with (security_invoker = true) as
select r.tenant_id, r.id, r.subscription_id, r.metric_name, r.quantity, r."timestamp", r.billing_period_start, r.billing_period_end,
    i.identifier is not null as reported_to_stripe, i.identifier as stripe_meter_event_identifier
from usage_records r
left join lateral (
    select i.identifier from usage_report_items i
    where i.tenant_id = r.tenant_id and i.metric_name = r.metric_name and i.period_start = r.billing_period_start and i.state = 'confirmed'
      and i.bucket in (date_trunc('hour', r.counted_at, 'UTC'), r.billing_period_start) and i.created_at >= r.created_at
    order by i.revision limit 1
) i on true;
grant select on usage_record_reports to billing_tenant, billing_system;
