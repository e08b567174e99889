-- Two roles without login stand between the service and the data. Every unit of work begins with SET LOCAL ROLE:
--   billing_tenant  sees the rows of one tenant, the one named by the setting app.tenant;
--   billing_system  sees all tenants: webhook intake, claiming due work, sweeps, the ops console.
-- The login role owns the tables and, row-level security being forced, sees nothing by itself.
do $$
begin
    create role billing_tenant nologin;
exception when duplicate_object or unique_violation then null;
end $$;

do $$
begin
    create role billing_system nologin;
exception when duplicate_object or unique_violation then null;
end $$;

do $$
begin
    if not pg_has_role(current_user, 'billing_tenant', 'member') then
        execute format('grant billing_tenant to %I', current_user);
    end if;
    if not pg_has_role(current_user, 'billing_system', 'member') then
        execute format('grant billing_system to %I', current_user);
    end if;
end $$;

-- app.tenant reads as '' after a transaction that set it locally, hence nullif.
create function current_tenant() returns uuid
    language sql stable parallel safe
    as $$ select nullif(current_setting('app.tenant', true), '')::uuid $$;

-- Puts a table with a tenant_id column behind the wall.
create function build_tenant_wall(target regclass) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy tenant_wall on %s to billing_tenant using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', target);
    execute format('create policy system_access on %s to billing_system using (true) with check (true)', target);
    execute format('grant select, insert, update, delete on %s to billing_tenant, billing_system', target);
end $$;

-- For tables that no tenant reads directly.
create function build_system_wall(target regclass) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy system_access on %s to billing_system using (true) with check (true)', target);
    execute format('grant select, insert, update, delete on %s to billing_system', target);
end $$;

grant usage on schema public to billing_tenant, billing_system;
