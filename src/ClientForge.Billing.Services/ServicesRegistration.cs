using ClientForge.Billing.Services.Customers;
using ClientForge.Billing.Services.Dunning;
using ClientForge.Billing.Services.Encryption;
using ClientForge.Billing.Services.Entitlements;
using ClientForge.Billing.Services.Invoices;
using ClientForge.Billing.Services.Jobs;
using ClientForge.Billing.Services.Notifications;
using ClientForge.Billing.Services.PaymentMethods;
using ClientForge.Billing.Services.Plans;
using ClientForge.Billing.Services.Ops;
using ClientForge.Billing.Services.Reconciliation;
using ClientForge.Billing.Services.StripeApi;
using ClientForge.Billing.Services.Subscriptions;
using ClientForge.Billing.Services.Webhooks;
using ClientForge.Billing.Services.Tax;
using ClientForge.Billing.Services.Usage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.Services;

public static class ServicesRegistration
{
    /// <summary>Registers every feature's services; each feature has its own registration beside it.</summary>
    public static IServiceCollection AddBillingServices(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<WakeUp>();
        services.AddSingleton<WorkRunner>();
        services.AddStripeApi(configuration);
        services.AddWebhooks();
        services.AddOutbox();
        services.AddNotifications(configuration);
        services.AddDunning();
        services.AddOps();
        services.AddReconciliation();
        services.AddFieldEncryption(configuration);
        services.AddPlans();
        services.AddCustomers();
        services.AddPaymentMethods();
        services.AddSubscriptions();
        services.AddUsage(configuration);
        services.AddSingleton<EntitlementService>();
        services.AddSingleton<MeteredPrices>();
        services.AddTax(configuration);
        services.AddInvoices(configuration);
        return services;
    }
}
