-- The projection of a Stripe invoice. Amounts are minor units of currency.
create table invoices (
    tenant_id            uuid not null references organizations (id),
    id                   uuid not null,
    subscription_id      uuid,
    stripe_invoice_id    text not null unique,
    stripe_customer_id   text not null,
    number               text,
    status               text not null check (status in ('draft', 'open', 'paid', 'uncollectible', 'void', 'deleted')),
    currency             text not null check (currency ~ '^[a-z]{3}$'),
    subtotal             bigint not null,
    discount             bigint not null default 0 check (discount >= 0),
    tax                  bigint not null default 0,
    total                bigint not null,
    credit_applied       bigint not null default 0, -- positive: customer balance used; negative: debt collected
    amount_due           bigint not null check (amount_due >= 0),
    amount_paid          bigint not null check (amount_paid >= 0),
    amount_remaining     bigint not null check (amount_remaining >= 0),
    collection_method    text not null check (collection_method in ('charge_automatically', 'send_invoice')),
    auto_advance         boolean not null default false,
    billing_reason       text,
    due_date             timestamptz,
    paid_at              timestamptz,
    finalized_at         timestamptz,
    voided_at            timestamptz,
    period_start         timestamptz not null,
    period_end           timestamptz not null,
    attempt_count        integer not null default 0 check (attempt_count >= 0),
    next_payment_attempt timestamptz,
    pdf_url              text,
    hosted_invoice_url   text,
    customer_name        text,
    customer_email       text,
    customer_address     jsonb,
    customer_tax_id      text,
    description          text,
    created_at           timestamptz not null, -- Stripe's
    updated_at           timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, subscription_id) references subscriptions (tenant_id, id)
);
create index invoices_newest on invoices (tenant_id, created_at desc, id desc);
create index invoices_open on invoices (tenant_id, created_at) where status = 'open';
select build_tenant_wall('invoices');

create table invoice_lines (
    tenant_id           uuid not null,
    id                  uuid not null,
    invoice_id          uuid not null,
    stripe_line_id      text not null,
    position            integer not null check (position >= 0),
    description         text not null,
    quantity            bigint,
    unit_amount         bigint,
    unit_amount_decimal numeric(20, 12),
    amount              bigint not null,
    discount_amount     bigint not null default 0,
    tax_amount          bigint not null default 0,
    tax_rate            numeric(7, 4), -- percent
    proration           boolean not null default false,
    period_start        timestamptz not null,
    period_end          timestamptz not null,
    stripe_price_id     text,
    metric              text references billing_metrics (metric),
    primary key (tenant_id, id),
    unique (tenant_id, invoice_id, stripe_line_id),
    foreign key (tenant_id, invoice_id) references invoices (tenant_id, id)
);
select build_tenant_wall('invoice_lines');

-- One rendered document for each content of a finalized invoice; never rendered twice, never changed.
create table invoice_documents (
    tenant_id    uuid not null,
    id           uuid not null,
    invoice_id   uuid not null,
    content_hash bytea not null, -- SHA-256 of what the document was rendered from
    content      bytea not null,
    created_at   timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, invoice_id, content_hash),
    foreign key (tenant_id, invoice_id) references invoices (tenant_id, id)
);
select build_tenant_wall('invoice_documents');

-- Rates by place; the newest valid_from at or before the day counts. A state row beats its country's row.
create table tax_rates (
    id           uuid primary key,
    country      text not null check (country ~ '^[A-Z]{2}$'),
    state        text,
    percentage   numeric(7, 4) not null check (percentage >= 0 and percentage < 100),
    display_name text not null,
    tax_type     text not null check (tax_type in ('vat', 'gst', 'hst', 'pst', 'sales_tax', 'jct')),
    valid_from   date not null
);
create unique index tax_rates_place on tax_rates (country, coalesce(state, ''), valid_from);

-- The Stripe tax rate that stands for a percentage at a place, made once.
create table stripe_tax_rates (
    country            text not null,
    state              text not null default '',
    percentage         numeric(7, 4) not null,
    display_name       text not null,
    stripe_tax_rate_id text not null unique,
    primary key (country, state, percentage, display_name)
);
grant select on tax_rates, stripe_tax_rates to billing_tenant;
grant select, insert, update on tax_rates, stripe_tax_rates to billing_system;
