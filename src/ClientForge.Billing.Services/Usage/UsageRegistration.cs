using ClientForge.Billing.Services.Jobs;
using ClientForge.Billing.Services.StripeApi;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.Services.Usage;

internal static class UsageRegistration
{
    public static IServiceCollection AddUsage(this IServiceCollection services)
    {
        services.AddSingleton<UsageReporter>();
        services.AddSingleton<UsageMeteringService>();
        services.AddSingleton<IIntentReadBack, MeterEventReadBack>();
        services.AddSingleton<IWorkHandler, UsageReportHandler>();
        services.AddSingleton<IRecurringJob, UsageReportJob>();
        return services;
    }
}
