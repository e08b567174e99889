-- A piece of work that becomes due. Claimed with a lease; unique by kind and key, so that it exists once.
create table work_items (
    tenant_id     uuid,
    id            uuid primary key,
    kind          text not null,
    key           text not null,
    payload       jsonb not null default '{}',
    state         text not null check (state in ('waiting', 'done', 'canceled', 'dead')),
    due_at        timestamptz not null, -- engine's clock
    attempts      integer not null default 0,
    last_error    text,
    lease_owner   text,
    lease_until   timestamptz, -- database's clock
    fencing_token bigint not null default 0,
    created_at    timestamptz not null,
    finished_at   timestamptz
);
create unique index work_items_once on work_items (coalesce(tenant_id, '00000000-0000-0000-0000-000000000000'), kind, key);
create index work_items_due on work_items (due_at) where state = 'waiting';
select build_tenant_wall('work_items');

-- Mails and outbound events, written with the change that caused them and sent afterwards.
create table outbox_messages (
    tenant_id    uuid,
    id           uuid primary key,
    kind         text not null check (kind in ('mail', 'event')),
    template     text not null,
    key          text not null, -- of the transition; a second message for the same one is not stored
    recipient    text,
    payload      jsonb not null,
    message_id   text not null unique, -- deterministic, RFC 5322
    state        text not null check (state in ('waiting', 'sent', 'canceled', 'dead')),
    available_at timestamptz not null, -- engine's clock
    attempts     integer not null default 0,
    last_error   text,
    lease_owner  text,
    lease_until  timestamptz, -- database's clock
    fencing_token bigint not null default 0,
    created_at   timestamptz not null,
    finished_at  timestamptz
);
create unique index outbox_messages_once on outbox_messages (coalesce(tenant_id, '00000000-0000-0000-0000-000000000000'), template, key);
create index outbox_messages_due on outbox_messages (available_at) where state = 'waiting';
select build_tenant_wall('outbox_messages');

-- Who changed what. Rows are only added.
create table audit_log (
    tenant_id  uuid,
    id         uuid primary key,
    at         timestamptz not null,
    actor      text not null, -- user:<sub>, ops:<sub>, service:<sub>, job:<name>, webhook:<event>, system
    action     text not null,
    object_type text not null,
    object_id  text not null,
    before     jsonb,
    after      jsonb,
    reason     text,
    trace_id   text,
    xid        bigint not null default (pg_current_xact_id()::text::bigint)
);
create index audit_log_newest on audit_log (tenant_id, at desc, id desc);
alter table audit_log enable row level security;
alter table audit_log force row level security;
create policy tenant_wall on audit_log to billing_tenant using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy system_access on audit_log to billing_system using (true) with check (true);
grant select, insert on audit_log to billing_tenant, billing_system;

-- The answers that callers may ask for again with the same Idempotency-Key.
create table api_idempotency (
    scope         text not null, -- tenant:<id> or ops:<sub>
    key           text not null check (length(key) between 1 and 255),
    request_hash  bytea not null,
    state         text not null check (state in ('running', 'done')),
    lease_until   timestamptz not null, -- database's clock
    status_code   integer,
    content_type  text,
    headers       jsonb,
    body          bytea,
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    primary key (scope, key)
);
create index api_idempotency_expiry on api_idempotency (expires_at);
select build_system_wall('api_idempotency');

-- A tick of a recurring job happens once, on whichever replica wins the insert.
create table job_runs (
    job           text not null,
    scheduled_for timestamptz not null,
    started_at    timestamptz not null,
    finished_at   timestamptz,
    outcome       text check (outcome in ('succeeded', 'failed', 'skipped')),
    summary       text,
    error         text,
    server        text not null,
    trigger       text not null check (trigger in ('schedule', 'ops', 'clock')),
    primary key (job, scheduled_for)
);
create index job_runs_newest on job_runs (job, scheduled_for desc);
select build_system_wall('job_runs');

create table job_settings (
    job        text primary key,
    paused     boolean not null,
    reason     text not null,
    changed_by text not null,
    changed_at timestamptz not null
);
select build_system_wall('job_settings');

create unlogged table rate_limit_buckets (
    bucket     text primary key,
    tokens     double precision not null,
    updated_at timestamptz not null
) with (fillfactor = 50);
select build_system_wall('rate_limit_buckets');

create table reconcile_findings (
    tenant_id    uuid,
    id           uuid primary key,
    kind         text not null,
    object_type  text not null,
    object_id    text not null,
    expected     jsonb,
    actual       jsonb,
    policy       text not null check (policy in ('auto_fix', 'hold', 'ignore')),
    first_seen   timestamptz not null,
    resolved_at  timestamptz,
    resolution   text
);
create unique index reconcile_findings_open on reconcile_findings (kind, object_type, object_id) where resolved_at is null;
select build_tenant_wall('reconcile_findings');

-- Development only: how far the engine's clock stands ahead of real time. One row.
create table dev_clock (
    only_row  boolean primary key default true check (only_row),
    offset_seconds numeric(20, 6) not null
);
select build_system_wall('dev_clock');
