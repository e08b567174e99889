using System.Runtime.InteropServices;
using ClientForge.Billing.DevHost.Demo;

namespace ClientForge.Billing.DevHost.Supervision;

/// <summary>The main job: starts the stack, prints where it is, and stops it when asked to.</summary>
internal static class DevHostRun
{
    public static async Task<int> RunAsync(DevSettings settings, bool withDemo)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = StopOn(PosixSignal.SIGINT, stop);
        using var terminate = StopOn(PosixSignal.SIGTERM, stop);
        using var hangUp = StopOn(PosixSignal.SIGHUP, stop);

        Directory.CreateDirectory(settings.DataDirectory);
        using var held = HoldOrNull(settings.DataDirectory);
        if (held is null)
            return Fail($"Another dev host runs on {settings.DataDirectory}. Set BILLING_DATA_DIR to another folder to run a second one.");
        var secrets = DevSecrets.LoadOrCreate(settings.DataDirectory);
        await using var stack = new DevStack(settings, secrets, Console.Error.WriteLine);
        try
        {
            await stack.StartAsync(stop.Token);
            var tenant = await DevTenant.EnsureAsync(settings.ApiAddresses[0], settings.DataDirectory, stop.Token);
            if (withDemo)
                await WriteDemoAsync(settings, secrets, tenant, stop.Token);
            Console.WriteLine(Banner.Text(settings, tenant, stack.LogFolder));
            await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.WriteLine("Stopping ...");
        }
        catch (Exception exception) when (exception is InvalidOperationException or HttpRequestException or IOException)
        {
            return Fail(exception.Message);
        }
        return 0;
    }

    /// <summary>Once per data folder: a second start finds the history there.</summary>
    private static async Task WriteDemoAsync(DevSettings settings, DevSecrets secrets, DevTenant tenant, CancellationToken cancellation)
    {
        var done = Path.Combine(settings.DataDirectory, "demo.done");
        if (File.Exists(done))
            return;
        var sandbox = settings.OwnSandbox ? settings.SandboxAddress : null;
        using var demo = new DemoHistory(settings.ApiAddresses[0], sandbox, tenant.OpsToken, secrets.StripeKey, Console.WriteLine);
        await demo.WriteAsync(cancellation);
        await File.WriteAllTextAsync(done, "", cancellation);
    }

    private static PosixSignalRegistration StopOn(PosixSignal signal, CancellationTokenSource stop) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });

    /// <summary>The kernel lets go of the lock when this process ends, however it ends.</summary>
    private static FileStream? HoldOrNull(string dataDirectory)
    {
        try
        {
            return new FileStream(Path.Combine(dataDirectory, "devhost.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }
}
