namespace ClientForge.Billing.DevHost;

public static class Program
{
    public static Task Main(string[] args) => WebApplication.CreateSlimBuilder(args).Build().RunAsync();
}
