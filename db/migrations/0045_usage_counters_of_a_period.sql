-- What a tenant has used of every metric in one period, in one look.
create index usage_counters_of_a_period on usage_counters (tenant_id, period_start) where span = 'period';
