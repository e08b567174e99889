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
        services.AddSingleton<SubscriptionCoupons>();
        services.AddSingleton<SubscriptionPreviews>();
        services.AddSingleton<SubscriptionHistory>();
        services.AddSingleton<SubscriptionTaxes>();
        services.AddSingleton<PlanTerms>();
        services.AddSingleton<CouponCodes>();
        services.AddSingleton<NextActions>();
        services.AddSingleton<SubscriptionProjection>();
        services.AddSingleton<IObjectProjector, SubscriptionProjector>();
        services.AddSingleton<IWorkHandler, TrialEndingNotice>();
        return services;
    }
}
