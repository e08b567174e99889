-- What a person decided about an account stands above what follows from its unpaid invoices: 'suspended' until it is
-- lifted, 'active' for the dunning cases that were open at manual_since.
alter table billing_accounts
    add column manual_status text check (manual_status in ('active', 'suspended')),
    add column manual_since  timestamptz,
    add column manual_reason text,
    add check ((manual_status is null) = (manual_since is null)),
    add check ((manual_status is null) = (manual_reason is null));

-- The intent of a try that the engine made, null for Stripe's own; the row is written before the intent is sent.
alter table payment_retry_log
    add column intent_id uuid references stripe_intents (id),
    add column actor     text not null,
    add column reason    text; -- what a person gave for a try from the console
create unique index payment_retry_log_intent on payment_retry_log (intent_id) where intent_id is not null;

-- Steps of the schedule made so far; a step without a try (a mail only) is one too, an extra try of a person is none.
alter table dunning_cases
    add column step         integer not null check (step >= 1),
    add column next_step_at timestamptz,
    add check (closed_at is null or next_step_at is null),
    add check (next_retry_at is null or next_retry_at = next_step_at);
create index dunning_cases_pipeline on dunning_cases (first_failed_at desc, id desc) where closed_at is null;
