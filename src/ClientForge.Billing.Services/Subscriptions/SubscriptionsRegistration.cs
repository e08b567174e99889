using ClientForge.Billing.Services.Jobs;
using ClientForge.Billing.Services.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.Services.Subscriptions;

internal static class SubscriptionsRegistration
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services)
    {
        services.AddSingleton<SubscriptionService>();
        services.AddSingleton<SubscriptionReader>();
        services.AddSingleton<SubscriptionCreation>();
        services.AddSingleton<SubscriptionPreparation>();
        services.AddSingleton<SubscriptionOrderReads>();
        services.AddSingleton<IncompleteSubscriptions>();
        services.AddSingleton<SubscriptionChanges>();
        services.AddSingleton<SubscriptionSchedules>();
        services.AddSingleton<SubscriptionEnding>();
        services.AddSingleton<UnusedTimeCredits>();
        services.AddSingleton<LastInvoice>();
        services.AddSingleton<IWorkHandler>(provider => provider.GetRequiredService<UnusedTimeCredits>());
        services.AddWorkItemsJob(new WorkItemsJobSettings
        {
            Name = "subscription-work",
            Description = "Ends what commands on subscriptions have promised: credits for unused time, moves to a plan's new version.",
            Schedule = "25 * * * * ?",
            KindPrefix = "subscription.",
            Concurrency = 3,
        });
        services.AddSingleton<SubscriptionCoupons>();
        services.AddSingleton<SubscriptionPreviews>();
        services.AddSingleton<BoundPreviews>();
        services.AddSingleton<SeatUse>();
        services.AddSingleton<SubscriptionHistory>();
        services.AddSingleton<SubscriptionTaxes>();
        services.AddSingleton<PlanTerms>();
        services.AddSingleton<CouponCodes>();
        services.AddSingleton<NextActions>();
        services.AddSingleton<SubscriptionNotices>();
        services.AddSingleton<SubscriptionConsequences>();
        services.AddSingleton<SubscriptionProjection>();
        services.AddSingleton<IObjectProjector, SubscriptionProjector>();
        services.AddSingleton<IWorkHandler, TrialEndingNotice>();
        return services;
    }
}
