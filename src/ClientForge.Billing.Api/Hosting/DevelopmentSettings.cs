using Microsoft.Extensions.Configuration.Memory;

namespace ClientForge.Billing.Api.Hosting;

/// <summary>Defaults that let the service start on a laptop with nothing set; outside Development they are refused.</summary>
public static class DevelopmentSettings
{
    /// <summary>Known to everyone, worth nothing: tokens signed with it are good on a laptop only.</summary>
    public const string SigningKey = "development-only-signing-key-0123456789abcdef";

    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["ConnectionStrings:Billing"] = "Host=127.0.0.1;Port=5432;Database=billing;Username=billing",
        ["Auth:SigningKey"] = SigningKey,
        ["Stripe:SecretKey"] = "sk_test_development",
        ["Stripe:WebhookSecret"] = "whsec_development",
        ["Stripe:ApiBase"] = "http://127.0.0.1:12111",
        ["Encryption:Keys"] = "dev:ZGV2ZWxvcG1lbnQtb25seS1rZXktMDEyMzQ1Njc4OWE=",
    };

    /// <summary>Adds the defaults beneath every other source, so that anything set anywhere wins.</summary>
    public static void AddBeneath(IConfigurationBuilder configuration) =>
        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });

    /// <summary>Keys whose secret is still the one from here.</summary>
    public static IEnumerable<string> Leftovers(IConfiguration configuration) => Defaults
        .Where(pair => pair.Key is not ("ConnectionStrings:Billing" or "Stripe:ApiBase") && configuration[pair.Key] == pair.Value)
        .Select(pair => pair.Key);
}
