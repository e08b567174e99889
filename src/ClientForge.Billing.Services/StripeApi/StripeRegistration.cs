using ClientForge.Billing.Services.Jobs;
using ClientForge.Billing.Services.StripeApi.ReadBacks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Stripe;

namespace ClientForge.Billing.Services.StripeApi;

internal static class StripeRegistration
{
    public static IServiceCollection AddStripeApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StripeOptions>().Bind(configuration.GetSection(StripeOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpClient(nameof(StripeClient), (provider, http) =>
                http.Timeout = TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<StripeOptions>>().Value.TimeoutSeconds))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        services.AddSingleton(provider => CreateClient(
            provider.GetRequiredService<IOptions<StripeOptions>>().Value,
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(StripeClient))));
        services.AddSingleton<StripeReader>();
        services.AddSingleton<StripeIntents>();
        services.AddSingleton<CommandTurns>();
        services.AddSingleton<CommandFlow>();
        services.AddSingleton<StripeCommands>();
        services.AddSingleton<IntentResolver>();
        services.AddSingleton<IIntentReadBack, CreationReadBack>();
        services.AddSingleton<IIntentReadBack, InvoicePayReadBack>();
        services.AddSingleton<IIntentReadBack, ObjectReadBack>();
        services.AddSingleton<IRecurringJob, IntentSweepJob>();
        return services;
    }

    // The SDK retries nothing by itself: attempts are counted and written down by StripeIntents.
    private static StripeClient CreateClient(StripeOptions options, HttpClient http) => new(
        apiKey: options.SecretKey,
        httpClient: new GuardedHttpClient(new SystemNetHttpClient(http, maxNetworkRetries: 0, enableTelemetry: false)),
        apiBase: string.IsNullOrEmpty(options.ApiBase) ? null : options.ApiBase.TrimEnd('/'));
}
