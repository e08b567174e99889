using System.Net.Http.Headers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ClientForge.Billing.Services.Tax;

internal static class TaxRegistration
{
    // The first provider that covers a place is asked: TaxJar before the table.
    public static IServiceCollection AddTax(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TaxOptions>().Bind(configuration.GetSection(TaxOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<TaxJarOptions>().Bind(configuration.GetSection(TaxJarOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpClient<ITaxProvider, TaxJarProvider>((provider, http) =>
        {
            var options = provider.GetRequiredService<IOptions<TaxJarOptions>>().Value;
            http.BaseAddress = new Uri($"{options.ApiBase.TrimEnd('/')}/");
            http.Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        });
        services.AddSingleton<ITaxProvider, TableTaxProvider>();
        services.AddSingleton<TaxService>();
        return services;
    }
}
