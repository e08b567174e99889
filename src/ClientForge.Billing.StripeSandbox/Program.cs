namespace ClientForge.Billing.StripeSandbox;

public static class Program
{
    public static Task Main(string[] args) => WebApplication.CreateSlimBuilder(args).Build().RunAsync();
}
