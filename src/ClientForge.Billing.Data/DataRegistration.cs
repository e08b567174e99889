using ClientForge.Billing.Data.Accounts;
using ClientForge.Billing.Data.Audit;
using ClientForge.Billing.Data.Customers;
using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Data.Entitlements;
using ClientForge.Billing.Data.Idempotency;
using ClientForge.Billing.Data.Invoices;
using ClientForge.Billing.Data.Jobs;
using ClientForge.Billing.Data.Migrations;
using ClientForge.Billing.Data.Notifications;
using ClientForge.Billing.Data.Ops;
using ClientForge.Billing.Data.PaymentMethods;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.RateLimits;
using ClientForge.Billing.Data.Reconciliation;
using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Data.Tax;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Data.Webhooks;
using ClientForge.Billing.Data.WorkItems;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClientForge.Billing.Data;

public static class DataRegistration
{
    private const int PreparedStatements = 200;

    // PostgreSQL does most with a few per core; the pool hands them out in turn, and each keeps plans and caches of its own.
    private const int Connections = 24;

    /// <summary>Registers the data source, <see cref="Database"/>, the migration runner and every repository.</summary>
    public static IServiceCollection AddBillingData(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(_ => NpgsqlDataSource.Create(Tuned(connectionString)));
        services.AddSingleton<System.Data.Common.DbDataSource>(provider => provider.GetRequiredService<NpgsqlDataSource>());
        services.AddSingleton<Database>();
        services.AddSingleton<MigrationRunner>();
        services.AddSingleton<AccountRepository>();
        services.AddSingleton<AuditRepository>();
        services.AddSingleton<BackupPaymentMethodRepository>();
        services.AddSingleton<CommandGateRepository>();
        services.AddSingleton<CouponRepository>();
        services.AddSingleton<CustomerRepository>();
        services.AddSingleton<DevClockRepository>();
        services.AddSingleton<DunningRepository>();
        services.AddSingleton<EntitlementRepository>();
        services.AddSingleton<FindingRepository>();
        services.AddSingleton<IdempotencyRepository>();
        services.AddSingleton<InvariantRepository>();
        services.AddSingleton<InvoiceDocumentRepository>();
        services.AddSingleton<InvoiceRepository>();
        services.AddSingleton<JobRepository>();
        services.AddSingleton<ObjectSyncRepository>();
        services.AddSingleton<OrganizationRepository>();
        services.AddSingleton<OutboxRepository>();
        services.AddSingleton<PaymentMethodRepository>();
        services.AddSingleton<PaymentRetryRepository>();
        services.AddSingleton<PlanMirrorRepository>();
        services.AddSingleton<PlanMoveRepository>();
        services.AddSingleton<PlanRepository>();
        services.AddSingleton<QueueRepository>();
        services.AddSingleton<RateLimitRepository>();
        services.AddSingleton<ReconciliationRepository>();
        services.AddSingleton<RetentionRepository>();
        services.AddSingleton<StripeIntentRepository>();
        services.AddSingleton<SubscriptionHistoryRepository>();
        services.AddSingleton<SeatUseRepository>();
        services.AddSingleton<SubscriptionPreviewRepository>();
        services.AddSingleton<SubscriptionRepository>();
        services.AddSingleton<SyncCursorRepository>();
        services.AddSingleton<TaxRateRepository>();
        services.AddSingleton<MeterErrorRepository>();
        services.AddSingleton<UsageAdjustmentRepository>();
        services.AddSingleton<UsageIngestRepository>();
        services.AddSingleton<UsageReportRepository>();
        services.AddSingleton<UsageRepository>();
        services.AddSingleton<UsageThresholdRepository>();
        services.AddSingleton<TenantDirectoryRepository>();
        services.AddSingleton<WebhookInboxRepository>();
        services.AddSingleton<WorkItemRepository>();
        services.AddSingleton<SessionLocks>();
        return services;
    }

    // Every statement is one of a few hundred texts: a connection parses and plans each of them once. Nothing that outlives a
    // transaction is set on a connection, so none needs a reset before its next use.
    private static string Tuned(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!settings.ShouldSerialize("Max Auto Prepare"))
            settings.MaxAutoPrepare = PreparedStatements;
        settings.NoResetOnClose = true;
        if (!settings.ShouldSerialize("Maximum Pool Size"))
            settings.MaxPoolSize = Connections;
        return settings.ConnectionString;
    }
}
