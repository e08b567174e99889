using ClientForge.Billing.Services.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.Services.Notifications;

internal static class OutboxRegistration
{
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.AddSingleton<MailOutbox>();
        services.AddSingleton<OutboxDelivery>();
        services.AddSingleton<IRecurringJob, OutboxJob>();
        return services;
    }
}
