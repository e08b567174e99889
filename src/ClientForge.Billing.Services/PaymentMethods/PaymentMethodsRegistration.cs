using ClientForge.Billing.Services.Jobs;
using ClientForge.Billing.Services.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.Services.PaymentMethods;

internal static class PaymentMethodsRegistration
{
    public static IServiceCollection AddPaymentMethods(this IServiceCollection services)
    {
        services.AddSingleton<CardVault>();
        services.AddSingleton<PaymentMethodsService>();
        services.AddSingleton<PaymentMethodVerification>();
        services.AddSingleton<DefaultPaymentMethod>();
        services.AddSingleton<BackupPaymentMethods>();
        services.AddSingleton<IRecurringJob, KeyRotationJob>();
        services.AddSingleton<PaymentMethodProjection>();
        services.AddSingleton<IObjectProjector, PaymentMethodProjector>();
        services.AddSingleton<IWorkHandler, CardExpiringNotice>();
        return services;
    }
}
