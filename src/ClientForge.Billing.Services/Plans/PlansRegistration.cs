using ClientForge.Billing.Services.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.Services.Plans;

internal static class PlansRegistration
{
    public static IServiceCollection AddPlans(this IServiceCollection services)
    {
        services.AddSingleton<PlanService>();
        services.AddSingleton<PlanMirror>();
        services.AddSingleton<PlanEditor>();
        services.AddSingleton<PlanMoves>();
        services.AddSingleton<PlanMoveSteps>();
        services.AddSingleton<PlanMovePricing>();
        services.AddSingleton<PlanMover>();
        services.AddSingleton<IWorkHandler, PlanMoveHandler>();
        services.AddSingleton<IWorkHandler, PlanMoveBackHandler>();
        services.AddSingleton<CouponService>();
        services.AddSingleton<PlanMirrorJob>();
        services.AddSingleton<IRecurringJob>(provider => provider.GetRequiredService<PlanMirrorJob>());
        services.AddHostedService<PlanMirrorAtStart>();
        return services;
    }
}
