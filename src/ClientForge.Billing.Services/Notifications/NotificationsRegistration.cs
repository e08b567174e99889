using ClientForge.Billing.Services.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.Services.Notifications;

internal static class NotificationsRegistration
{
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailSettings>().Bind(configuration.GetSection(MailSettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SmtpOptions>().Bind(configuration.GetSection(SmtpOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IMailComposer, MailComposer>();
        services.AddSingleton<IMailSender, SmtpMailSender>();
        services.AddWorkItemsJob(new WorkItemsJobSettings
        {
            Name = "notices",
            Description = "Announces the ends of trials and cards ahead of time.",
            Schedule = "40 * * * * ?",
            KindPrefix = "notice.",
            Concurrency = 4,
        });
        return services;
    }
}
