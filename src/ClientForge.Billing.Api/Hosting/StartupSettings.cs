using System.Text;
using ClientForge.Billing.Api.Auth;

namespace ClientForge.Billing.Api.Hosting;

/// <summary>The service must not start with these settings; the message names each of them.</summary>
public sealed class InvalidSettingsException(string message) : Exception(message);

/// <summary>What must be set before anything is built; the ranges of single options are judged by their own annotations.</summary>
public static class StartupSettings
{
    private static readonly string[] RequiredEverywhere = ["ConnectionStrings:Billing", "Stripe:SecretKey", "Stripe:WebhookSecret"];
    private static readonly string[] RequiredInProduction = ["Encryption:Keys", "Smtp:Host", "Smtp:From"];

    /// <exception cref="InvalidSettingsException">Something is missing or weak.</exception>
    public static void Check(IConfiguration configuration, IHostEnvironment environment)
    {
        var problems = Problems(configuration, environment.IsDevelopment());
        if (problems.Count > 0)
            throw new InvalidSettingsException(string.Join("; ", problems));
    }

    /// <summary>One sentence a problem, each beginning with the setting's name as an environment variable.</summary>
    public static IReadOnlyList<string> Problems(IConfiguration configuration, bool isDevelopment)
    {
        var required = isDevelopment ? RequiredEverywhere : [.. RequiredEverywhere, .. RequiredInProduction];
        var problems = required
            .Where(key => !IsSet(configuration, key))
            .Select(key => $"{Name(key)} is not set")
            .ToList();
        problems.AddRange(AuthProblems(configuration));
        if (!isDevelopment)
            problems.AddRange(DevelopmentSettings.Leftovers(configuration).Select(key => $"{Name(key)} holds a value that is only for development"));
        return problems;
    }

    private static IEnumerable<string> AuthProblems(IConfiguration configuration)
    {
        if (IsSet(configuration, "Auth:Authority"))
            yield break;
        var key = configuration["Auth:SigningKey"];
        if (string.IsNullOrWhiteSpace(key))
            yield return "Auth__SigningKey is not set (nor is Auth__Authority)";
        else if (Encoding.UTF8.GetByteCount(key) < AuthOptions.MinimumKeyBytes)
            yield return $"Auth__SigningKey must hold at least {AuthOptions.MinimumKeyBytes} bytes";
    }

    private static bool IsSet(IConfiguration configuration, string key)
    {
        var section = configuration.GetSection(key);
        return !string.IsNullOrWhiteSpace(section.Value) || section.GetChildren().Any();
    }

    private static string Name(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}
