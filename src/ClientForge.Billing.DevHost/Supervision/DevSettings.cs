using System.Globalization;

namespace ClientForge.Billing.DevHost.Supervision;

/// <summary>What the environment says about this start; every setting has a default that works on a laptop.</summary>
internal sealed record DevSettings
{
    public required string DataDirectory { get; init; }

    /// <summary>The port of the first replica; the others take the ports after it.</summary>
    public required int ApiPort { get; init; }

    public required int Replicas { get; init; }

    public required int SandboxPort { get; init; }

    public required int MailPort { get; init; }

    /// <summary>Given: that server is used and none is started.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Given: real Stripe is used and no sandbox is started.</summary>
    public string? StripeSecretKey { get; init; }

    public string? StripeWebhookSecret { get; init; }

    public string? StripeApiBase { get; init; }

    /// <summary>Given: real TaxJar is used and no stand-in is started.</summary>
    public string? TaxJarApiKey { get; init; }

    /// <summary>Given: mail leaves through that server. The catcher runs all the same, for what was caught before.</summary>
    public string? SmtpHost { get; init; }

    public bool OwnPostgres => ConnectionString is null;

    public bool OwnSandbox => StripeSecretKey is null;

    public bool OwnTaxJar => TaxJarApiKey is null;

    public IReadOnlyList<Uri> ApiAddresses =>
        [.. Enumerable.Range(ApiPort, Replicas).Select(port => Loopback(port))];

    public Uri SandboxAddress => Loopback(SandboxPort);

    public Uri MailAddress => Loopback(MailPort);

    public static DevSettings From(IConfiguration configuration) => new()
    {
        DataDirectory = Path.GetFullPath(configuration["BILLING_DATA_DIR"] ?? ".data"),
        ApiPort = configuration.GetValue("BILLING_PORT", 8080),
        Replicas = Math.Clamp(configuration.GetValue("BILLING_REPLICAS", 1), 1, 16),
        SandboxPort = configuration.GetValue("STRIPE_SANDBOX_PORT", 12111),
        MailPort = configuration.GetValue("MAIL_PORT", 8025),
        ConnectionString = Given(configuration["ConnectionStrings:Billing"]),
        StripeSecretKey = Given(configuration["Stripe:SecretKey"]),
        StripeWebhookSecret = Given(configuration["Stripe:WebhookSecret"]),
        StripeApiBase = Given(configuration["Stripe:ApiBase"]),
        TaxJarApiKey = Given(configuration["TaxJar:ApiKey"]),
        SmtpHost = Given(configuration["Smtp:Host"]),
    };

    public static Uri Loopback(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
