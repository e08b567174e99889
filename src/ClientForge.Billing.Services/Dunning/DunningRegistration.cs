using ClientForge.Billing.Services.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.Services.Dunning;

internal static class DunningRegistration
{
    public static IServiceCollection AddDunning(this IServiceCollection services)
    {
        services.AddSingleton<AccountService>();
        services.AddSingleton<PaymentTries>();
        services.AddSingleton<DunningCases>();
        services.AddSingleton<InvoicePayments>();
        services.AddSingleton<DunningOverview>();
        services.AddSingleton<BackupPayer>();
        services.AddSingleton<DunningService>();
        services.AddSingleton<IWorkHandler, DunningRetryHandler>();
        services.AddSingleton<IWorkHandler, DunningSuspendHandler>();
        services.AddSingleton<IWorkHandler, DunningCardUpdateHandler>();
        services.AddSingleton<IWorkHandler, DunningBackupHandler>();
        services.AddSingleton<IRecurringJob, PaymentRetryJob>();
        return services;
    }
}
