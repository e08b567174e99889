-- What an invoiced period turned out to be worth besides: charged, or given back, as a line of the next invoice.
create table usage_restatements (
    tenant_id              uuid not null,
    id                     uuid not null,
    metric_name            text not null,
    period_start           timestamptz not null,
    period_end             timestamptz not null,
    revision               integer not null check (revision >= 1),
    quantity_before        numeric(38, 6) not null, -- what had been charged so far
    quantity_after         numeric(38, 6) not null,
    amount                 bigint not null, -- minor units; negative gives back
    currency               text not null check (currency ~ '^[a-z]{3}$'),
    stripe_invoice_id      text, -- the period's own invoice
    stripe_invoice_item_id text,
    created_at             timestamptz not null,
    charged_at             timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, metric_name, period_start, revision)
);
select build_tenant_wall('usage_restatements');

-- Thresholds of what is included that a period has passed, each once.
create table usage_thresholds (
    tenant_id    uuid not null,
    metric_name  text not null,
    period_start timestamptz not null,
    percent      integer not null check (percent between 1 and 1000),
    reached_at   timestamptz not null,
    primary key (tenant_id, metric_name, period_start, percent)
);
select build_tenant_wall('usage_thresholds');
