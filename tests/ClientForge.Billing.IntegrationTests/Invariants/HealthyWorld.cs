namespace ClientForge.Billing.IntegrationTests.Invariants;

/// <summary>A small world in which every invariant holds: one tenant with a paid and a dunned invoice.</summary>
internal static class HealthyWorld
{
    public const string Tenant = "01950000-0000-7000-8000-000000000001";
    public const string Subscription = "01950000-0000-7000-8000-000000000010";
    public const string PaidInvoice = "01950000-0000-7000-8000-000000000020";
    public const string OpenInvoice = "01950000-0000-7000-8000-000000000021";
    public const string Case = "01950000-0000-7000-8000-000000000030";
    public const string Try = "01950000-0000-7000-8000-000000000040";
    public const string Intent = "01950000-0000-7000-8000-000000000050";
    public const string PaymentMethod = "01950000-0000-7000-8000-000000000060";
    public const string Mail = "01950000-0000-7000-8000-000000000070";
    public const string Usage = "01950000-0000-7000-8000-000000000090";
    public const string WorkItem = "01950000-0000-7000-8000-000000000080";

    private const string OpenBrace = "{";
    private const string CloseBrace = "}";

    public static readonly DateTimeOffset Now = new(2026, 3, 10, 10, 0, 0, TimeSpan.Zero);

    public const string Sql = $"""
        insert into organizations values ('{Tenant}', 'Acme', '2026-01-01Z');
        insert into billing_accounts (tenant_id, status, past_due_since, created_at, updated_at)
        values ('{Tenant}', 'past_due', '2026-03-08Z', '2026-01-01Z', '2026-03-08Z');
        insert into subscription_plans (id, code, name, tier, currency, price_monthly, price_annual, created_at, updated_at)
        values ('{Tenant}', 'invariant', 'Basic', 'basic', 'usd', 1000, 10000, '2026-01-01Z', '2026-01-01Z');
        insert into plan_prices (id, plan_id, currency, interval, unit_amount, created_at)
        values ('{Tenant}', '{Tenant}', 'usd', 'month', 1000, '2026-01-01Z');
        insert into subscriptions (tenant_id, id, stripe_subscription_id, stripe_customer_id, plan_id, plan_price_id, status, quantity, currency,
            interval, unit_amount, stripe_items, has_begun, current_period_start, current_period_end, billing_cycle_anchor, created_at, updated_at)
        values ('{Tenant}', '{Subscription}', 'sub_1', 'cus_1', '{Tenant}', '{Tenant}', 'past_due', 1, 'usd', 'month', 1000, '[]', true, '2026-03-08Z', '2026-04-08Z',
            '2026-01-08Z', '2026-01-08Z', '2026-03-08Z');
        insert into invoices (tenant_id, id, subscription_id, stripe_invoice_id, stripe_customer_id, number, status, currency, subtotal, discount, tax,
            total, amount_due, amount_paid, amount_remaining, collection_method, billing_reason, paid_at, period_start, period_end, attempt_count,
            created_at, updated_at)
        values
            ('{Tenant}', '{PaidInvoice}', '{Subscription}', 'in_paid', 'cus_1', 'A-1', 'paid', 'usd', 1000, 100, 90, 990, 990, 990, 0,
             'charge_automatically', 'subscription_cycle', '2026-02-08Z', '2026-01-08Z', '2026-02-08Z', 1, '2026-02-08Z', '2026-02-08Z'),
            ('{Tenant}', '{OpenInvoice}', '{Subscription}', 'in_open', 'cus_1', 'A-2', 'open', 'usd', 1000, 0, 0, 1000, 1000, 0, 1000,
             'charge_automatically', 'subscription_cycle', null, '2026-02-08Z', '2026-03-08Z', 1, '2026-03-08Z', '2026-03-08Z');
        insert into invoice_lines (tenant_id, id, invoice_id, stripe_line_id, position, description, amount, period_start, period_end)
        values ('{Tenant}', '{PaidInvoice}', '{PaidInvoice}', 'il_1', 0, 'Seats', 1000, '2026-02-08Z', '2026-03-08Z'),
               ('{Tenant}', '{OpenInvoice}', '{OpenInvoice}', 'il_2', 0, 'Seats', 1000, '2026-03-08Z', '2026-04-08Z');
        insert into stripe_intents (tenant_id, id, kind, natural_key, method, path, body, api_version, idempotency_key, state, object_type,
            attempts, http_status, error_code, actor, created_at, updated_at)
        values ('{Tenant}', '{Intent}', 'invoice.pay', '{OpenInvoice}:schedule:2', 'POST', '/v1/invoices/in_open/pay', 'off_session=true', '2026-07-29.dahlia',
            'cf-01950000000070008000000000000050-1', 'rejected', 'invoice', 1, 402, 'card_declined', 'job:payment-retry', '2026-03-09Z', '2026-03-09Z');
        insert into stripe_attempts (tenant_id, intent_id, attempt, generation, outcome, http_status, started_at, finished_at)
        values ('{Tenant}', '{Intent}', 1, 1, 'rejected', 402, '2026-03-09Z', '2026-03-09Z');
        insert into dunning_cases (tenant_id, id, invoice_id, policy, max_attempts, step, attempts, first_failed_at, next_step_at, next_retry_at,
            suspend_at, created_at, updated_at)
        values ('{Tenant}', '{Case}', '{OpenInvoice}', 'default', 5, 2, 2, '2026-03-08Z', '2026-03-11Z', '2026-03-11Z', '2026-03-15Z', '2026-03-08Z', '2026-03-09Z');
        insert into payment_retry_log (tenant_id, id, invoice_id, attempt_number, trigger, status, attempted_at, actor)
        values ('{Tenant}', '{OpenInvoice}', '{OpenInvoice}', 1, 'stripe', 'failed', '2026-03-08Z', 'stripe');
        insert into payment_retry_log (tenant_id, id, invoice_id, attempt_number, trigger, status, error_code, attempted_at, intent_id, actor)
        values ('{Tenant}', '{Try}', '{OpenInvoice}', 2, 'schedule', 'failed', 'card_declined', '2026-03-09Z', '{Intent}', 'job:payment-retry');
        insert into work_items (tenant_id, id, kind, key, state, due_at, created_at)
        values ('{Tenant}', '{WorkItem}', 'dunning.retry', '{OpenInvoice}:3', 'waiting', '2026-03-11Z', '2026-03-09Z');
        insert into webhook_inbox (event_id, tenant_id, type, object_type, object_id, created, payload, source, state, dirty_seq, received_at, applied_at)
        values ('evt_1', '{Tenant}', 'invoice.payment_failed', 'invoice', 'in_open', '2026-03-08Z', '', 'push', 'applied', 5, '2026-03-08Z', '2026-03-08Z');
        insert into stripe_object_sync (object_type, object_id, tenant_id, dirty_seq, done_seq, ticket, synced_at)
        values ('invoice', 'in_open', '{Tenant}', 5, 5, 6, '2026-03-08Z');
        insert into outbox_messages (tenant_id, id, kind, template, key, recipient, payload, message_id, state, available_at, created_at, finished_at)
        values ('{Tenant}', '{Mail}', 'mail', 'payment_failed', '1', 'a@b.example', '{OpenBrace}"whileUnpaidInvoiceId": "{PaidInvoice}"{CloseBrace}', 'm-1', 'sent',
            '2026-02-08Z', '2026-02-08Z', '2026-02-08Z');
        insert into payment_methods (tenant_id, id, stripe_payment_method_id, stripe_customer_id, type, card_brand, card_last4, card_exp_month,
            card_exp_year, is_default, created_at, updated_at)
        values ('{Tenant}', '{PaymentMethod}', 'pm_1', 'cus_1', 'card', 'k1:aaaa', 'k1:bbbb', 'k1:cccc', 'k1:dddd', true, '2026-01-01Z', '2026-01-01Z');
        select create_usage_partition('2026-03-01Z');
        insert into usage_records (tenant_id, id, subscription_id, metric_name, quantity, "timestamp", counted_at, idempotency_key,
            billing_period_start, billing_period_end, created_at)
        values ('{Tenant}', '{Usage}', '{Subscription}', 'api_calls', 5, '2026-03-10T09:30Z', '2026-03-10T09:30Z', 'u-1', '2026-03-08Z', '2026-04-08Z', '2026-03-10T09:30Z');
        insert into usage_counters (tenant_id, metric_name, span, period_start, bucket, slot, period_end, events, total, peak, last_quantity, last_at, last_created_at)
        values ('{Tenant}', 'api_calls', 'hour', '2026-03-08Z', '2026-03-10T09:00Z', 1, '2026-04-08Z', 1, 5, 5, 5, '2026-03-10T09:30Z', '2026-03-10T09:30Z'),
               ('{Tenant}', 'api_calls', 'period', '2026-03-08Z', '2026-03-08Z', 1, '2026-04-08Z', 1, 5, 5, 5, '2026-03-10T09:30Z', '2026-03-10T09:30Z'),
               -- A trial whose end was moved from the 12th to the 8th between two events.
               ('{Tenant}', 'contacts', 'hour', '2026-03-01Z', '2026-03-02T09:00Z', 1, '2026-03-12Z', 1, 3, 3, 3, '2026-03-02T09:30Z', '2026-03-02T09:30Z'),
               ('{Tenant}', 'contacts', 'hour', '2026-03-01Z', '2026-03-07T09:00Z', 1, '2026-03-08Z', 1, 2, 2, 2, '2026-03-07T09:30Z', '2026-03-07T09:30Z'),
               ('{Tenant}', 'contacts', 'period', '2026-03-01Z', '2026-03-01Z', 1, '2026-03-12Z', 2, 5, 3, 2, '2026-03-07T09:30Z', '2026-03-07T09:30Z');
        """;
}
