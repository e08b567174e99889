using ClientForge.Billing.Services.Audit;
using ClientForge.Billing.Services.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.Services.Webhooks;

internal static class WebhookRegistration
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<ObjectSync>();
        services.AddSingleton<WebhookSignature>();
        services.AddSingleton<WebhookIntake>();
        services.AddSingleton<WebhookEvents>();
        services.AddSingleton<IRecurringJob, WebhookApplyJob>();
        services.AddSingleton<IRecurringJob, EventsSweepJob>();
        return services;
    }
}
