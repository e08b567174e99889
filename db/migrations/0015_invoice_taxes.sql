-- What a finalized invoice must still be able to say after the rates have changed.
alter table invoices add column customer_tax_exempt text check (customer_tax_exempt in ('none', 'exempt', 'reverse'));

-- The tax of each rate over a whole invoice. Amounts are minor units of the invoice's currency.
create table invoice_taxes (
    tenant_id    uuid not null,
    invoice_id   uuid not null,
    position     integer not null check (position >= 0),
    display_name text not null,
    percentage   numeric(7, 4) not null check (percentage >= 0),
    amount       bigint not null,
    primary key (tenant_id, invoice_id, position),
    foreign key (tenant_id, invoice_id) references invoices (tenant_id, id)
);
select build_tenant_wall('invoice_taxes');
