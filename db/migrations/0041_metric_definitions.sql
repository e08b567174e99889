-- What a metric counts and how; what happens to events that come after their period was invoiced.
alter table billing_metrics drop constraint billing_metrics_aggregation_check;
alter table billing_metrics
    add constraint billing_metrics_aggregation_check check (aggregation in ('sum', 'max', 'last', 'unique', 'weighted_sum')),
    add column property text check (length(property) between 1 and 50), -- whose different values unique counts
    add column source_metric text references billing_metrics (metric), -- whose events it counts, those that its filter takes
    add column filter jsonb check (jsonb_typeof(filter) = 'object'), -- {property: [values]}
    add column late_policy text not null default 'reject' check (late_policy in ('current_period', 'restate', 'reject')),
    add column lock_days integer not null default 60 check (lock_days between 1 and 400), -- after a period's end, nothing restates it
    add constraint billing_metrics_unique_has_property check ((aggregation = 'unique') = (property is not null)),
    add constraint billing_metrics_filter_has_source check ((source_metric is null) = (filter is null));

-- Without a word for it, a meter with tiers is graduated and one without is priced by the unit.
alter table plan_meters
    add column pricing text check (pricing in ('per_unit', 'graduated', 'volume', 'package')),
    add column package_size bigint check (package_size > 0),
    add column limit_behavior text not null default 'soft' check (limit_behavior in ('soft', 'hard')),
    add constraint plan_meters_pricing_has_its_parts check (
        pricing is null or (pricing in ('graduated', 'volume')) = (tiers is not null)),
    add constraint plan_meters_package_has_a_size check ((coalesce(pricing, '') = 'package') = (package_size is not null)),
    -- Stripe prices a volume or a package by all units, so nothing can be free beneath it.
    add constraint plan_meters_included_is_free check (included = 0 or coalesce(pricing, '') not in ('volume', 'package'));
