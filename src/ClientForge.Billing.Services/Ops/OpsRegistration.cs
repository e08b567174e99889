using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.Services.Ops;

internal static class OpsRegistration
{
    public static IServiceCollection AddOps(this IServiceCollection services)
    {
        services.AddSingleton<OpsQueues>();
        services.AddSingleton<TenantDirectory>();
        services.AddSingleton<AuditLog>();
        return services;
    }
}
