using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ClientForge.Billing.Services.Encryption;

internal static class EncryptionRegistration
{
    public static IServiceCollection AddFieldEncryption(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<EncryptionOptions, EncryptionOptionsValidator>()
            .Bind(configuration.GetSection(EncryptionOptions.Section));
        services.AddSingleton(provider => KeyRing.Parse(provider.GetRequiredService<IOptions<EncryptionOptions>>().Value.Keys));
        services.AddSingleton<FieldEncryption>();
        return services;
    }
}
