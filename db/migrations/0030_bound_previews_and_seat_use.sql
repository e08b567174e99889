-- What a preview promised: a change sent with its id is made at this price or not at all.
create table subscription_previews (
    tenant_id  uuid not null references organizations (id),
    id         uuid not null,
    change     jsonb not null,       -- what was asked for
    preview    jsonb not null,       -- what was answered
    priced_at  timestamptz not null, -- the second to which unused time was credited
    expires_at timestamptz not null,
    primary key (tenant_id, id)
);
create index subscription_previews_expiry on subscription_previews (expires_at);
select build_tenant_wall('subscription_previews');

-- How many members the CRM says sit on the seats: fewer seats than that cannot be had.
create table seat_use (
    tenant_id   uuid primary key references organizations (id),
    members     bigint not null check (members >= 0),
    reported_at timestamptz not null
);
select build_tenant_wall('seat_use');
