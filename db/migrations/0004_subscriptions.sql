-- The projection of a Stripe subscription. Written only by the object sync.
create table subscriptions (
    tenant_id              uuid not null references organizations (id),
    id                     uuid not null,
    stripe_subscription_id text not null unique,
    stripe_customer_id     text not null,
    plan_id                uuid not null references subscription_plans (id),
    plan_price_id          uuid not null references plan_prices (id),
    status                 text not null check (status in ('incomplete', 'incomplete_expired', 'trialing', 'active', 'past_due', 'unpaid', 'canceled', 'paused')),
    quantity               bigint not null check (quantity > 0),
    currency               text not null check (currency ~ '^[a-z]{3}$'),
    interval               text not null check (interval in ('month', 'year')),
    unit_amount            bigint not null check (unit_amount >= 0), -- minor units a seat
    current_period_start   timestamptz not null,
    current_period_end     timestamptz not null,
    billing_cycle_anchor   timestamptz not null,
    cancel_at_period_end   boolean not null default false,
    cancel_at              timestamptz,
    canceled_at            timestamptz,
    ended_at               timestamptz,
    trial_start            timestamptz,
    trial_end              timestamptz,
    collection_paused      boolean not null default false, -- Stripe's pause_collection
    pause_resumes_at       timestamptz,
    pending_update_expires_at timestamptz, -- a change waits for its payment until then
    discount_code          text,
    discount_percent_off   numeric(5, 2),
    discount_amount_off    bigint,
    discount_ends_at       timestamptz,
    stripe_schedule_id     text,
    scheduled_plan_id      uuid references subscription_plans (id),
    scheduled_interval     text check (scheduled_interval in ('month', 'year')),
    scheduled_quantity     bigint check (scheduled_quantity > 0),
    scheduled_at           timestamptz,
    check ((scheduled_plan_id is null) = (scheduled_at is null)),
    default_payment_method_id text, -- Stripe's id
    latest_invoice_id      text, -- Stripe's id
    stripe_items           jsonb not null check (jsonb_typeof(stripe_items) = 'array'), -- [{id, priceId, metered}]
    has_begun              boolean not null, -- false as long as its first payment never came
    created_at             timestamptz not null,
    updated_at             timestamptz not null,
    primary key (tenant_id, id),
    check (current_period_end > current_period_start)
);
create unique index subscriptions_one_live on subscriptions (tenant_id) where status not in ('canceled', 'incomplete_expired');
create index subscriptions_newest on subscriptions (tenant_id, created_at desc);
create index subscriptions_live_by_period_end on subscriptions (current_period_end) where status not in ('canceled', 'incomplete_expired');
select build_tenant_wall('subscriptions');
