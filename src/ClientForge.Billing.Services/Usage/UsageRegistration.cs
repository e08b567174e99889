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
        services.AddWorkItemsJob(new WorkItemsJobSettings
        {
            Name = "usage-report",
            Description = "Reports usage to Stripe's meters, hour by hour.",
            Schedule = "20 * * * * ?",
            KindPrefix = "usage.",
            Concurrency = 4,
        });
        return services;
    }
}
