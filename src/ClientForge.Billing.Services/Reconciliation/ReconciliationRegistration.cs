using ClientForge.Billing.Services.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.Services.Reconciliation;

internal static class ReconciliationRegistration
{
    public static IServiceCollection AddReconciliation(this IServiceCollection services)
    {
        services.AddSingleton<ReconciliationRun>();
        services.AddSingleton<ReconciliationService>();
        services.AddSingleton<IRecurringJob, ReconciliationJob>();
        services.AddSingleton<IRecurringJob, InvariantsJob>();
        services.AddSingleton<IRecurringJob, HousekeepingJob>();
        return services;
    }
}
