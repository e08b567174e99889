using ClientForge.Billing.Services.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.Services.Customers;

internal static class CustomersRegistration
{
    public static IServiceCollection AddCustomers(this IServiceCollection services)
    {
        services.AddSingleton<StripeService>();
        services.AddSingleton<AccountCases>();
        services.AddSingleton<AccountProfile>();
        services.AddSingleton<CustomerProjection>();
        services.AddSingleton<IObjectProjector, CustomerProjector>();
        return services;
    }
}
