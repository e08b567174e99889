using ClientForge.Billing.Api.Hosting;
using Microsoft.Extensions.Options;

namespace ClientForge.Billing.Api;

public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        try
        {
            await ApiHost.Build(args).RunAsync();
            return 0;
        }
        catch (Exception e) when (e is InvalidSettingsException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync($"The service cannot start: {e.Message}");
            return 1;
        }
    }
}
