-- A command decides on projections that are up to date: under its tenant's lock it must see which objects of the tenant
-- were changed at Stripe and not read again yet.
create policy tenant_reads on stripe_object_sync for select to billing_tenant using (tenant_id = current_tenant());
grant select on stripe_object_sync to billing_tenant;
create index stripe_object_sync_dirty on stripe_object_sync (tenant_id, object_type) where dirty_seq > done_seq;

-- Whose command changed an object, when its projection is written by a webhook that came first.
create index stripe_intents_object on stripe_intents (stripe_object_id, updated_at) where stripe_object_id is not null;
