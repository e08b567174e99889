namespace ClientForge.Billing.StripeSandbox;

public static class Program
{
    public static Task Main(string[] args)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        return SandboxHost.Build(SandboxOptions.From(settings)).RunAsync();
    }
}
