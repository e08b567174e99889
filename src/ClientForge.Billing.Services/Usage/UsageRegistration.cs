using ClientForge.Billing.Services.Jobs;
using ClientForge.Billing.Services.StripeApi;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.Services.Usage;

internal static class UsageRegistration
{
    public static IServiceCollection AddUsage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<UsageOptions>().Bind(configuration.GetSection(UsageOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<UsageMetrics>();
        services.AddSingleton<UsageWriter>();
        services.AddSingleton<UsageIngest>();
        services.AddSingleton<UsageReader>();
        services.AddSingleton<UsageFindings>();
        services.AddSingleton<UsageRestatement>();
        services.AddSingleton<UsageThresholds>();
        services.AddSingleton<UsageStager>();
        services.AddSingleton<UsageReportSender>();
        services.AddSingleton<UsageReporter>();
        services.AddSingleton<MeterSummaries>();
        services.AddSingleton<UsageClosingReader>();
        services.AddSingleton<UsageClosing>();
        services.AddSingleton<UsageCorrectionLog>();
        services.AddSingleton<UsageCorrections>();
        services.AddSingleton<UsageMeteringService>();
        services.AddSingleton<MetricEditor>();
        services.AddSingleton<IIntentReadBack, MeterEventReadBack>();
        services.AddSingleton<IWorkHandler, UsageReportHandler>();
        services.AddSingleton<IWorkHandler, UsageCloseHandler>();
        services.AddSingleton<IWorkHandler, UsageRestateHandler>();
        services.AddSingleton<IRecurringJob, UsagePartitionsJob>();
        services.AddSingleton<IRecurringJob, MeterErrorsJob>();
        services.AddWorkItemsJob(new WorkItemsJobSettings
        {
            Name = "usage-report",
            Description = "Reports usage to Stripe's meters, closes periods and charges what came after their invoices.",
            Schedule = "20 * * * * ?",
            KindPrefix = "usage.",
            Concurrency = 4,
        });
        return services;
    }
}
