-- The card columns hold ciphertext (AES-GCM, key id with each value, bound to the row); see docs.
create table payment_methods (
    tenant_id                uuid not null references organizations (id),
    id                       uuid not null,
    stripe_payment_method_id text not null unique,
    stripe_customer_id       text not null,
    type                     text not null,
    card_brand               text,
    card_last4               text,
    card_exp_month           text,
    card_exp_year            text,
    is_default               boolean not null default false,
    status                   text not null default 'active' check (status in ('active', 'expired', 'detached')),
    detached_at              timestamptz,
    created_at               timestamptz not null,
    updated_at               timestamptz not null,
    primary key (tenant_id, id),
    check ((status = 'detached') = (detached_at is not null))
);
create unique index payment_methods_one_default on payment_methods (tenant_id) where is_default;
select build_tenant_wall('payment_methods');

-- One open case for an invoice that failed to be paid. The policy is pinned when the case opens.
create table dunning_cases (
    tenant_id       uuid not null,
    id              uuid not null,
    invoice_id      uuid not null,
    policy          text not null,
    max_attempts    integer not null check (max_attempts between 1 and 10),
    attempts        integer not null check (attempts >= 1),
    automatic       boolean not null default true, -- false after a hard decline or a wanted authentication
    first_failed_at timestamptz not null,
    next_retry_at   timestamptz,
    suspend_at      timestamptz not null,
    closed_at       timestamptz,
    close_reason    text check (close_reason in ('paid', 'voided', 'uncollectible', 'subscription_ended')),
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, invoice_id) references invoices (tenant_id, id),
    check ((closed_at is null) = (close_reason is null))
);
create unique index dunning_cases_one_open on dunning_cases (tenant_id, invoice_id) where closed_at is null;
select build_tenant_wall('dunning_cases');

-- A row for each try to be paid for an invoice, whoever made it.
create table payment_retry_log (
    tenant_id      uuid not null,
    id             uuid not null,
    invoice_id     uuid not null,
    attempt_number integer not null check (attempt_number >= 1),
    trigger        text not null check (trigger in ('schedule', 'customer', 'card_update', 'ops', 'stripe')),
    status         text not null check (status in ('succeeded', 'failed', 'requires_action', 'processing', 'unknown', 'skipped')),
    error_code     text,
    decline_code   text,
    error_message  text,
    stripe_charge_id text,
    attempted_at   timestamptz not null,
    next_retry_at  timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, invoice_id, attempt_number),
    foreign key (tenant_id, invoice_id) references invoices (tenant_id, id)
);
select build_tenant_wall('payment_retry_log');
