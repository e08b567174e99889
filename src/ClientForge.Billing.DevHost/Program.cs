using System.Globalization;
using System.Net;
using ClientForge.Billing.DevHost.Mail;
using ClientForge.Billing.DevHost.Supervision;
using ClientForge.Billing.DevHost.TaxJar;

namespace ClientForge.Billing.DevHost;

public static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        ["mail"] => ServeAsync(MailCatcher.Build(new MailCatcherOptions
        {
            Folder = Environment.GetEnvironmentVariable("MAIL_FOLDER") ?? ".data/mail",
            HttpPort = Number("MAIL_PORT", 8025),
            SmtpPort = Number("MAIL_SMTP_PORT", 1025),
            Address = ListenAddress(),
        })),
        ["taxjar"] => ServeAsync(TaxJarStandIn.Build(
            ListenAddress(), Number("TAXJAR_PORT", 8026), Environment.GetEnvironmentVariable("TaxJar__ApiKey") ?? "")),
        [] or ["--demo"] => DevHostRun.RunAsync(
            DevSettings.From(new ConfigurationBuilder().AddEnvironmentVariables().Build()), withDemo: args.Length > 0),
        _ => Usage(),
    };

    private static async Task<int> ServeAsync(WebApplication app)
    {
        await app.RunAsync();
        return 0;
    }

    private static Task<int> Usage()
    {
        Console.Error.WriteLine("usage: ClientForge.Billing.DevHost [--demo] | mail | taxjar");
        return Task.FromResult(2);
    }

    // Loopback unless a container's network has to reach it.
    private static IPAddress ListenAddress() =>
        Environment.GetEnvironmentVariable("LISTEN_ADDRESS") is { Length: > 0 } address ? IPAddress.Parse(address) : IPAddress.Loopback;

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
