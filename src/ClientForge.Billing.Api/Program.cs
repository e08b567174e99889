namespace ClientForge.Billing.Api;

public static class Program
{
    public static Task Main(string[] args) => WebApplication.CreateSlimBuilder(args).Build().RunAsync();
}
