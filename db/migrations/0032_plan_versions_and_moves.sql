-- A plan's version rises with each change of its prices; every price says with which version it came.
alter table plan_prices add column version integer not null default 1 check (version > 0);
alter table plan_meters add column version integer not null default 1 check (version > 0);
with numbered as (
    select id, row_number() over (partition by plan_id, currency, interval order by created_at, id) as n from plan_prices
)
update plan_prices p set version = n.n from numbered n where n.id = p.id and n.n > 1;
update subscription_plans p set version = greatest(p.version, (select coalesce(max(r.version), 1) from plan_prices r where r.plan_id = p.id));

-- A cohort on its way to a plan's newest prices.
create table plan_moves (
    id          uuid primary key,
    plan_id     uuid not null references subscription_plans (id),
    to_version  integer not null,
    state       text not null check (state in ('draft', 'running', 'stopped', 'rolled_back')),
    reason      text not null,
    notice_days integer not null check (notice_days between 0 and 365),
    created_by  text not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);
grant select, insert, update on plan_moves to billing_system;

-- One tenant of it: what his next invoice comes to before and after. Amounts are minor units of currency, tax included.
create table plan_move_items (
    tenant_id       uuid not null,
    move_id         uuid not null references plan_moves (id),
    subscription_id uuid not null,
    from_price_id   uuid not null references plan_prices (id),
    to_price_id     uuid not null references plan_prices (id),
    currency        text not null check (currency ~ '^[a-z]{3}$'),
    old_total       bigint not null,
    new_total       bigint not null,
    next_invoice_at timestamptz not null,
    state           text not null check (state in ('previewed', 'noticed', 'moved', 'skipped', 'stopped', 'rolled_back')),
    detail          text, -- why it was skipped
    due_at          timestamptz,
    updated_at      timestamptz not null,
    primary key (tenant_id, move_id),
    foreign key (tenant_id, subscription_id) references subscriptions (tenant_id, id)
);
create index plan_move_items_of_a_move on plan_move_items (move_id);
select build_tenant_wall('plan_move_items');
