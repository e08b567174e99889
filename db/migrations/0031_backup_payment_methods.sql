-- A payment method that the payer has agreed to be charged with when the default one fails for good. What he agreed to, and
-- that he did, is kept with the method; the audit log keeps it after a revocation.
create table backup_payment_methods (
    tenant_id         uuid primary key references organizations (id),
    payment_method_id uuid not null,
    statement         text not null check (length(statement) between 1 and 2000),
    consented_by      text not null,
    consented_at      timestamptz not null,
    foreign key (tenant_id, payment_method_id) references payment_methods (tenant_id, id)
);
select build_tenant_wall('backup_payment_methods');

alter table payment_retry_log drop constraint payment_retry_log_trigger_check;
alter table payment_retry_log add constraint payment_retry_log_trigger_check
    check (trigger in ('schedule', 'customer', 'card_update', 'backup', 'ops', 'stripe'));
