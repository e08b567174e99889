-- The CRM owns organizations; it is created here only where the CRM's own table is absent.
create table if not exists organizations (
    id         uuid primary key,
    name       text not null check (length(name) between 1 and 200),
    created_at timestamptz not null
);
grant select, insert on organizations to billing_tenant, billing_system;

-- What a tenant may do now. past_due and suspended follow from unpaid invoices, or from a person at the console.
create table billing_accounts (
    tenant_id         uuid primary key references organizations (id),
    status            text not null check (status in ('active', 'past_due', 'suspended')),
    suspended_at      timestamptz,
    suspension_reason text,
    suspended_by      text check (suspended_by in ('dunning', 'ops')),
    past_due_since    timestamptz,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    check ((status = 'suspended') = (suspended_at is not null)),
    check ((status = 'suspended') = (suspended_by is not null))
);
select build_tenant_wall('billing_accounts');

-- One live Stripe customer a tenant; a deleted one may be followed by another.
create table billing_customers (
    tenant_id                 uuid not null references organizations (id),
    id                        uuid not null,
    stripe_customer_id        text not null unique,
    email                     text,
    name                      text,
    currency                  text check (currency ~ '^[a-z]{3}$'),
    balance                   bigint not null default 0, -- minor units; negative is credit for the customer
    line1                     text,
    line2                     text,
    city                      text,
    state                     text,
    postal_code               text,
    country                   text check (country ~ '^[A-Z]{2}$'),
    tax_id                    text,
    tax_exempt                text not null default 'none' check (tax_exempt in ('none', 'exempt', 'reverse')),
    delinquent                boolean not null default false,
    default_payment_method_id text, -- Stripe's id
    deleted_at                timestamptz,
    created_at                timestamptz not null,
    updated_at                timestamptz not null,
    primary key (tenant_id, id)
);
create unique index billing_customers_one_live on billing_customers (tenant_id) where deleted_at is null;
select build_tenant_wall('billing_customers');
