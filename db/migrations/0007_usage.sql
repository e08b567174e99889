-- Every usage event that was acknowledged, once. The key is the caller's for ever.
create table usage_records (
    tenant_id            uuid not null references organizations (id),
    id                   uuid not null,
    subscription_id      uuid not null,
    metric_name          text not null references billing_metrics (metric),
    quantity             bigint not null check (quantity >= 0),
    "timestamp"          timestamptz not null,
    idempotency_key      text not null check (length(idempotency_key) between 1 and 255),
    billing_period_start timestamptz not null,
    billing_period_end   timestamptz not null,
    reported_to_stripe   boolean not null default false,
    report_item_id       uuid,
    stripe_meter_event_identifier text,
    created_at           timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, idempotency_key),
    foreign key (tenant_id, subscription_id) references subscriptions (tenant_id, id)
);
create index usage_records_unreported on usage_records (tenant_id, metric_name, "timestamp") where report_item_id is null;
select build_tenant_wall('usage_records');

-- Kept in the transaction of the events, so that no read sums raw rows.
create table usage_counters (
    tenant_id    uuid not null references organizations (id),
    metric_name  text not null references billing_metrics (metric),
    period_start timestamptz not null,
    period_end   timestamptz not null,
    bucket       timestamptz not null, -- start of the hour, UTC
    quantity     numeric(38, 0) not null, -- the hour's sum, or its last value
    events       bigint not null check (events > 0),
    last_at      timestamptz not null,
    primary key (tenant_id, metric_name, period_start, bucket)
) with (fillfactor = 70);
select build_tenant_wall('usage_counters');

-- What goes to a Stripe meter: one hour of one metric, revision by revision; membership is frozen when it is staged.
create table usage_report_items (
    tenant_id    uuid not null references organizations (id),
    id           uuid not null,
    metric_name  text not null references billing_metrics (metric),
    bucket       timestamptz not null,
    revision     integer not null check (revision >= 1),
    identifier   text not null,
    quantity     bigint not null,
    event_time   timestamptz not null,
    period_start timestamptz not null,
    period_end   timestamptz not null,
    state        text not null check (state in ('staged', 'sent', 'confirmed', 'failed')),
    error_code   text,
    intent_id    uuid,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, identifier),
    unique (tenant_id, metric_name, period_start, bucket, revision)
);
select build_tenant_wall('usage_report_items');
