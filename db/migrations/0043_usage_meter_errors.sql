-- Which of Stripe's reports of unusable meter events were looked at.
create table usage_meter_errors (
    event_id text primary key,
    read_at  timestamptz not null
);
select build_system_wall('usage_meter_errors');
create index webhook_inbox_meter_errors on webhook_inbox (received_at)
    where type in ('v1.billing.meter.error_report_triggered', 'v1.billing.meter.no_meter_found');
