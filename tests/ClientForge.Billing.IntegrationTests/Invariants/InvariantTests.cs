using ClientForge.Billing.Data.Reconciliation;
using ClientForge.Billing.IntegrationTests.Fixtures;
using Dapper;
using Npgsql;
using static ClientForge.Billing.IntegrationTests.Invariants.HealthyWorld;

namespace ClientForge.Billing.IntegrationTests.Invariants;

/// <summary>A checker that never failed proves nothing: a violation of each invariant is planted and must be reported.</summary>
public sealed class InvariantTests(TestDatabases databases)
{
    // Invariant, the change that breaks it, the object that must be named.
    private static readonly (string Name, string Plant, string ObjectId)[] Violations =
    [
        ("001_case_ends_with_its_invoice", $"update invoices set status = 'void' where id = '{OpenInvoice}'", Case),
        ("002_failed_invoice_has_a_case", $"delete from dunning_cases where id = '{Case}'", OpenInvoice),
        ("003_account_follows_its_cases", "update billing_accounts set status = 'active'", Tenant),
        ("003_account_follows_its_cases", "update dunning_cases set suspend_at = '2026-03-10T08:00Z'", Tenant),
        ("003_account_follows_its_cases", $"update dunning_cases set closed_at = now(), close_reason = 'paid', next_step_at = null, next_retry_at = null", Tenant),
        ("003_account_follows_its_cases", "update billing_accounts set manual_status = 'suspended', manual_since = now(), manual_reason = 'x'", Tenant),
        ("004_case_keeps_to_its_policy", "update dunning_cases set step = 6", Case),
        ("005_open_case_goes_on", "update work_items set state = 'dead'", Case),
        ("006_try_tells_what_its_intent_did", $"update payment_retry_log set status = 'succeeded' where id = '{Try}'", Try),
        ("006_try_tells_what_its_intent_did", $"update payment_retry_log set status = 'unknown' where id = '{Try}'", Try),
        ("007_amount_due_is_paid_or_remains", $"update invoices set amount_paid = 1 where id = '{OpenInvoice}'", OpenInvoice),
        ("008_lines_add_up_to_the_subtotal", $"update invoice_lines set amount = 999 where invoice_id = '{PaidInvoice}'", PaidInvoice),
        ("008_lines_add_up_to_the_subtotal", $"delete from invoice_lines where invoice_id = '{PaidInvoice}'", PaidInvoice),
        ("009_total_is_subtotal_less_discount_plus_tax", $"update invoices set tax = 91 where id = '{PaidInvoice}'", PaidInvoice),
        ("010_paid_means_paid", $"update invoices set paid_at = null where id = '{PaidInvoice}'", PaidInvoice),
        ("010_paid_means_paid", $"update invoices set amount_remaining = 1, amount_due = 991 where id = '{PaidInvoice}'", PaidInvoice),
        ("011_void_means_unpaid", $"update invoices set status = 'void' where id = '{PaidInvoice}'", PaidInvoice),
        ("012_one_currency", $"update invoices set currency = 'eur' where id = '{PaidInvoice}'", PaidInvoice),
        ("013_one_recurring_invoice_a_period", $"update invoices set period_start = '2026-01-08Z', period_end = '2026-02-08Z' where id = '{OpenInvoice}'", Subscription),
        ("014_nothing_is_billed_after_the_end", "update subscriptions set status = 'canceled', ended_at = '2026-02-01Z'", OpenInvoice),
        ("015_intents_find_their_outcome", "update stripe_intents set state = 'unknown', next_attempt_at = now(), created_at = '2026-03-08T09:00Z'", Intent),
        ("016_attempts_are_all_written_down", "update stripe_intents set attempts = 2", Intent),
        ("016_attempts_are_all_written_down", "update stripe_attempts set attempt = 2", Intent),
        ("017_keys_are_made_of_their_intent", "update stripe_intents set generation = 2", Intent),
        ("018_succeeded_names_its_object", "update stripe_intents set state = 'succeeded'", Intent),
        ("019_received_events_are_applied", "update webhook_inbox set state = 'received'", "evt_1"),
        ("020_dirty_objects_are_due", "update stripe_object_sync set dirty_seq = 7", "in_open"),
        ("021_no_reminder_after_payment", "update outbox_messages set finished_at = '2026-02-08T01:00Z'", Mail),
        ("022_outbox_drains", "update outbox_messages set state = 'waiting', finished_at = null", Mail),
        ("023_work_is_done", "update work_items set due_at = '2026-03-10T08:00Z'", WorkItem),
        ("024_detached_is_not_the_default", "update payment_methods set status = 'detached', detached_at = now()", PaymentMethod),
        ("025_card_details_are_ciphertext", "update payment_methods set card_last4 = '4242'", PaymentMethod),
        ("025_card_details_are_ciphertext", "update payment_methods set card_brand = 'Visa'", PaymentMethod),
        ("026_every_tenant_table_is_walled", "create table rogue (tenant_id uuid not null)", "rogue"),
        ("026_every_tenant_table_is_walled", "alter table invoices no force row level security", "invoices"),
        ("027_references_stay_inside_a_tenant", "alter table usage_report_items add constraint rogue_fk foreign key (id) references rogue_parent (id)", "rogue_fk"),
        ("028_money_is_whole_minor_units", "create table rogue (price double precision)", "rogue.price"),
        ("029_leases_have_an_end", "update work_items set lease_owner = 'a', lease_until = null", WorkItem),
        ("029_leases_have_an_end", "update work_items set lease_owner = 'a', lease_until = clock_timestamp() + interval '2 hours'", WorkItem),
        ("030_writes_left_to_a_person_are_filed", "update stripe_intents set state = 'needs_human'", Intent),
        ("031_hours_add_up_to_their_period", "update usage_counters set total = 6 where span = 'hour'", "api_calls"),
        ("031_hours_add_up_to_their_period", "delete from usage_counters where span = 'period'", "api_calls"),
        ("032_counters_hold_their_events", "update usage_counters set total = 6", "api_calls"),
        ("032_counters_hold_their_events", "delete from usage_records", "api_calls"),
        ("032_counters_hold_their_events", "delete from usage_counters", "api_calls"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryInvariant_HealthyWorld_ReportsNothing()
    {
        await using var connection = await OpenAsync();

        foreach (var invariant in Invariant.All)
            Assert.Equal((invariant.Name, ""), (invariant.Name, string.Join(", ", await CheckAsync(connection, invariant))));
    }

    [Fact]
    public async Task EachInvariant_PlantedViolation_NamesTheObject()
    {
        await using var connection = await OpenAsync();
        var byName = Invariant.All.ToDictionary(invariant => invariant.Name);

        foreach (var (name, plant, objectId) in Violations)
        {
            await connection.ExecuteAsync("begin; create table rogue_parent (tenant_id uuid not null, id uuid primary key)");
            await connection.ExecuteAsync(plant);
            var reported = await CheckAsync(connection, byName[name]);
            await connection.ExecuteAsync("rollback");
            Assert.True(reported.Contains(objectId), $"{name} does not report {objectId} after: {plant}");
        }
    }

    [Fact]
    public void EveryInvariant_HasAPlantedViolationAndSaysWhatItMeans()
    {
        Assert.Equal(Invariant.All.Select(invariant => invariant.Name), Violations.Select(violation => violation.Name).Distinct().Order());
        Assert.All(Invariant.All, invariant => Assert.Matches("^[A-Z].+ Mode: (always|within .+)\\.$", invariant.Meaning));
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = await (await databases.CreateAsync(Cancellation)).OpenAsAdminAsync(Cancellation);
        await connection.ExecuteAsync(Sql);
        return connection;
    }

    private static async Task<IReadOnlyList<string>> CheckAsync(NpgsqlConnection connection, Invariant invariant) =>
        [.. await connection.QueryAsync<string>($"select object_id from ({invariant.Sql}) violation", new { now = Now })];
}
