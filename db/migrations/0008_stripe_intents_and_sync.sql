-- A write to Stripe that was decided: stored before it is sent, resent byte for byte, resolved whatever happens.
create table stripe_intents (
    tenant_id           uuid, -- null for the catalogue
    id                  uuid primary key,
    kind                text not null,
    natural_key         text not null,
    method              text not null check (method in ('POST', 'DELETE')),
    path                text not null,
    body                text not null, -- the canonical form body
    api_version         text not null,
    generation          integer not null default 1 check (generation between 1 and 100),
    idempotency_key     text not null unique,
    state               text not null check (state in ('pending', 'sending', 'unknown', 'succeeded', 'rejected', 'needs_human')),
    object_type         text not null, -- Stripe's name of what the call answers with
    stripe_object_id    text,
    attempts            integer not null default 0,
    first_sent_at       timestamptz,
    next_attempt_at     timestamptz, -- engine's clock; null when terminal
    lease_owner         text,
    lease_until         timestamptz, -- database's clock
    fencing_token       bigint not null default 0,
    http_status         integer,
    error_type          text,
    error_code          text,
    decline_code        text,
    error_message       text,
    error_param         text,
    stripe_request_id   text,
    actor               text not null,
    created_at          timestamptz not null,
    updated_at          timestamptz not null,
    check ((state in ('succeeded', 'rejected', 'needs_human')) = (next_attempt_at is null))
);
create unique index stripe_intents_natural_key on stripe_intents (coalesce(tenant_id, '00000000-0000-0000-0000-000000000000'), kind, natural_key);
create index stripe_intents_due on stripe_intents (next_attempt_at) where next_attempt_at is not null;
select build_tenant_wall('stripe_intents');

-- Appended before each send and completed after it: the log of what went over the wire.
create table stripe_attempts (
    tenant_id         uuid,
    intent_id         uuid not null references stripe_intents (id),
    attempt           integer not null check (attempt >= 1),
    generation        integer not null,
    outcome           text not null check (outcome in ('sent', 'succeeded', 'rejected', 'throttled', 'unknown')),
    http_status       integer,
    stripe_request_id text,
    replayed          boolean,
    error_code        text,
    started_at        timestamptz not null,
    finished_at       timestamptz,
    primary key (intent_id, attempt)
);
select build_tenant_wall('stripe_attempts');

create sequence stripe_sync_ticket;
create sequence fencing_token;
grant usage on stripe_sync_ticket, fencing_token to billing_tenant, billing_system;

-- Every genuine event that was received, by push or by the sweep.
create table webhook_inbox (
    event_id    text primary key,
    tenant_id   uuid,
    type        text not null,
    api_version text,
    object_type text,
    object_id   text,
    created     timestamptz not null, -- Stripe's
    payload     text not null,
    source      text not null check (source in ('push', 'sweep')),
    state       text not null check (state in ('received', 'applied', 'ignored', 'failed')),
    dirty_seq   bigint,
    error       text,
    received_at timestamptz not null,
    applied_at  timestamptz
);
create index webhook_inbox_waiting on webhook_inbox (object_type, object_id) where state = 'received';
create index webhook_inbox_newest on webhook_inbox (received_at desc, event_id desc);
select build_system_wall('webhook_inbox');

-- One row an object of Stripe's that we mirror: dirty when dirty_seq > done_seq; fetched and written under its lease.
create table stripe_object_sync (
    object_type   text not null,
    object_id     text not null,
    tenant_id     uuid,
    dirty_seq     bigint not null,
    done_seq      bigint not null default 0,
    ticket        bigint not null default 0, -- of the newest fetch that was written
    attempts      integer not null default 0,
    next_at       timestamptz, -- engine's clock; null when clean or dead-lettered
    dead          boolean not null default false,
    last_error    text,
    lease_owner   text,
    lease_until   timestamptz, -- database's clock
    fencing_token bigint not null default 0,
    synced_at     timestamptz,
    primary key (object_type, object_id)
);
create index stripe_object_sync_due on stripe_object_sync (next_at) where next_at is not null;
select build_system_wall('stripe_object_sync');

create table sync_cursors (
    name     text primary key,
    position timestamptz not null
);
select build_system_wall('sync_cursors');
