-- Distributes the usage tables by tenant on Citus 12 or 13 (PostgreSQL 16 or 17). Run once, on the coordinator, as the owner of
-- the tables, after the service's own migrations; everything else stays local to the coordinator.
-- Nothing in these tables refers to a local table, and every key begins with tenant_id.
create extension if not exists citus;

-- What the service's batches read beside the distributed tables.
select create_reference_table('billing_metrics');

select create_distributed_table('usage_keys', 'tenant_id', colocate_with => 'none', shard_count => 32);
select create_distributed_table('usage_records', 'tenant_id', colocate_with => 'usage_keys');
select create_distributed_table('usage_counters', 'tenant_id', colocate_with => 'usage_keys');
select create_distributed_table('usage_uniques', 'tenant_id', colocate_with => 'usage_keys');
select create_distributed_table('usage_report_items', 'tenant_id', colocate_with => 'usage_keys');
select create_distributed_table('usage_adjustments', 'tenant_id', colocate_with => 'usage_keys');
select create_distributed_table('usage_restatements', 'tenant_id', colocate_with => 'usage_keys');
select create_distributed_table('usage_thresholds', 'tenant_id', colocate_with => 'usage_keys');

-- The roles' SET LOCAL must reach the workers, or row-level security shows no rows there.
alter database :"DBNAME" set citus.propagate_set_commands = 'local';
