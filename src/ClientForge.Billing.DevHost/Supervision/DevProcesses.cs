using System.Globalization;
using ClientForge.Billing.DevHost.Processes;

namespace ClientForge.Billing.DevHost.Supervision;

/// <summary>The command line and environment of each child.</summary>
internal sealed class DevProcesses(DevSettings settings, DevSecrets secrets)
{
    private readonly int smtpPort = FreePort.Find();

    public Uri TaxJarAddress { get; } = DevSettings.Loopback(FreePort.Find());

    public string LogFolder => Path.Combine(settings.DataDirectory, "logs");

    public ChildCommand Sandbox() => Dotnet("Stripe sandbox", "sandbox", "ClientForge.Billing.StripeSandbox", [], new()
    {
        ["STRIPE_SANDBOX_PORT"] = Text(settings.SandboxPort),
        ["Sandbox__DataFile"] = Path.Combine(settings.DataDirectory, "sandbox", "journal"),
        ["Sandbox__WebhookSecret"] = WebhookSecret,
    });

    public ChildCommand MailCatcher() => Dotnet("mail catcher", "mail", "ClientForge.Billing.DevHost", ["mail"], new()
    {
        ["MAIL_PORT"] = Text(settings.MailPort),
        ["MAIL_SMTP_PORT"] = Text(smtpPort),
        ["MAIL_FOLDER"] = Path.Combine(settings.DataDirectory, "mail"),
    });

    public ChildCommand TaxJar() => Dotnet("TaxJar stand-in", "taxjar", "ClientForge.Billing.DevHost", ["taxjar"], new()
    {
        ["TAXJAR_PORT"] = Text(TaxJarAddress.Port),
        ["TaxJar__ApiKey"] = secrets.TaxJarKey,
    });

    /// <param name="index">0 for the first replica.</param>
    /// <param name="connectionString">Of the private server; used unless the environment names another.</param>
    public ChildCommand Api(int index, string connectionString)
    {
        var environment = new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = settings.ApiAddresses[index].GetLeftPart(UriPartial.Authority),
            ["ConnectionStrings__Billing"] = connectionString,
            ["Stripe__SecretKey"] = settings.StripeSecretKey ?? secrets.StripeKey,
            ["Stripe__WebhookSecret"] = WebhookSecret,
            ["Stripe__ApiBase"] = settings.StripeApiBase ?? (settings.OwnSandbox ? Text(settings.SandboxAddress) : null),
        };
        AddOwnMail(environment);
        AddOwnTaxJar(environment);
        // What the developer configured wins over what this host made up.
        foreach (var (name, value) in MadeUp())
            environment[name] = Environment.GetEnvironmentVariable(name) ?? value;
        return Dotnet("API", $"api-{index + 1}", "ClientForge.Billing.Api", [], environment);
    }

    private string WebhookSecret => settings.StripeWebhookSecret ?? secrets.WebhookSecret;

    private void AddOwnMail(Dictionary<string, string?> environment)
    {
        if (settings.SmtpHost is not null)
            return;
        environment["Smtp__Host"] = "127.0.0.1";
        environment["Smtp__Port"] = Text(smtpPort);
    }

    private void AddOwnTaxJar(Dictionary<string, string?> environment)
    {
        if (!settings.OwnTaxJar)
            return;
        environment["TaxJar__ApiKey"] = secrets.TaxJarKey;
        environment["TaxJar__ApiBase"] = Text(TaxJarAddress);
    }

    private Dictionary<string, string> MadeUp() => new()
    {
        ["Smtp__From"] = "billing@clientforge.example",
        ["Auth__SigningKey"] = secrets.SigningKey,
        ["Encryption__Keys"] = secrets.EncryptionKeys,
    };

    private ChildCommand Dotnet(
        string name, string logName, string project, string[] arguments, Dictionary<string, string?> environment)
    {
        var assembly = AssemblyOf(project);
        // Several processes share a laptop: memory matters more than throughput.
        environment["DOTNET_gcServer"] = "0";
        return new ChildCommand
        {
            Name = name,
            FileName = "dotnet",
            Arguments = [assembly, .. arguments],
            Environment = environment,
            // Where its appsettings.json lies.
            WorkingDirectory = Path.GetDirectoryName(assembly)!,
            LogFile = Path.Combine(LogFolder, $"{logName}.log"),
        };
    }

    /// <summary>The sibling project's output of the same configuration: src/{project}/bin/{configuration}/{framework}.</summary>
    private static string AssemblyOf(string project)
    {
        const string ThisProject = "ClientForge.Billing.DevHost";
        var own = AppContext.BaseDirectory;
        var at = own.LastIndexOf($"/{ThisProject}/", StringComparison.Ordinal);
        if (at < 0)
            throw new InvalidOperationException($"The dev host runs from its project's build output, not from {own}.");
        return Path.Combine($"{own[..at]}/{project}/{own[(at + ThisProject.Length + 2)..]}", $"{project}.dll");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
