-- The catalogue is the same for every tenant, so it has no wall; only the system role writes it.
create table subscription_plans (
    id                uuid primary key,
    code              text not null,
    version           integer not null default 1 check (version > 0),
    stripe_product_id text unique,
    stripe_price_id   text, -- the default monthly price in the default currency
    name              text not null check (length(name) between 1 and 100),
    tier              text not null check (tier in ('basic', 'professional', 'enterprise')),
    currency          text not null check (currency ~ '^[a-z]{3}$'),
    price_monthly     bigint not null check (price_monthly >= 0), -- minor units of currency
    price_annual      bigint not null check (price_annual >= 0),
    features          jsonb not null default '[]' check (jsonb_typeof(features) = 'array'),
    limits            jsonb not null default '{}' check (jsonb_typeof(limits) = 'object'),
    trial_days        integer not null default 0 check (trial_days between 0 and 730),
    access_when_paused boolean not null default false,
    active            boolean not null default true,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    archived_at       timestamptz,
    unique (code, version),
    check (active = (archived_at is null))
);

create table plan_prices (
    id              uuid primary key,
    plan_id         uuid not null references subscription_plans (id),
    currency        text not null check (currency ~ '^[a-z]{3}$'),
    interval        text not null check (interval in ('month', 'year')),
    unit_amount     bigint not null check (unit_amount >= 0), -- minor units of currency
    per_seat        boolean not null default true,
    stripe_price_id text unique,
    active          boolean not null default true,
    created_at      timestamptz not null
);
create unique index plan_prices_one_active on plan_prices (plan_id, currency, interval) where active;

create table billing_metrics (
    metric          text primary key check (metric ~ '^[a-z][a-z0-9_]{0,49}$'),
    display_name    text not null,
    unit            text not null,
    aggregation     text not null check (aggregation in ('sum', 'last')),
    event_name      text not null unique, -- of the Stripe meter
    stripe_meter_id text unique,
    stripe_product_id text unique, -- carries the metric's prices, so that invoice lines name the metric
    created_at      timestamptz not null
);

-- What a plan includes of a metric and what one unit above it costs. Yearly prices include twelve months' worth.
create table plan_meters (
    id                  uuid primary key,
    plan_id             uuid not null references subscription_plans (id),
    metric              text not null references billing_metrics (metric),
    currency            text not null check (currency ~ '^[a-z]{3}$'),
    interval            text not null check (interval in ('month', 'year')),
    included            bigint not null check (included >= 0),
    unit_amount_decimal numeric(20, 12) check (unit_amount_decimal >= 0), -- minor units a unit above included
    tiers               jsonb check (jsonb_typeof(tiers) = 'array'), -- [{upTo, unitAmountDecimal, flatAmount}] above included
    stripe_price_id     text unique,
    active              boolean not null default true,
    created_at          timestamptz not null,
    check ((unit_amount_decimal is null) <> (tiers is null))
);
create unique index plan_meters_one_active on plan_meters (plan_id, metric, currency, interval) where active;

create table coupons (
    id                       uuid primary key,
    code                     text not null,
    name                     text,
    percent_off              numeric(5, 2) check (percent_off > 0 and percent_off <= 100),
    amount_off               bigint check (amount_off > 0), -- minor units of currency
    currency                 text check (currency ~ '^[a-z]{3}$'),
    duration                 text not null check (duration in ('once', 'repeating', 'forever')),
    duration_in_months       integer check (duration_in_months between 1 and 120),
    max_redemptions          integer check (max_redemptions > 0),
    redeem_by                timestamptz,
    stripe_coupon_id         text unique,
    active                   boolean not null default true,
    created_at               timestamptz not null,
    archived_at              timestamptz,
    check (active = (archived_at is null)),
    check ((percent_off is null) <> (amount_off is null)),
    check ((amount_off is null) = (currency is null)),
    check ((duration = 'repeating') = (duration_in_months is not null))
);
create unique index coupons_code on coupons (lower(code)) where active;

grant select on subscription_plans, plan_prices, billing_metrics, plan_meters, coupons to billing_tenant;
grant select, insert, update on subscription_plans, plan_prices, billing_metrics, plan_meters, coupons to billing_system;
