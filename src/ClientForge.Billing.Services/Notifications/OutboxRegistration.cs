using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.Services.Notifications;

internal static class OutboxRegistration
{
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.AddSingleton<MailOutbox>();
        return services;
    }
}
