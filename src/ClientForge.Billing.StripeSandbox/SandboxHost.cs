using ClientForge.Billing.StripeSandbox.Controls;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Time;
using ClientForge.Billing.StripeSandbox.Webhooks;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox;

/// <summary>Builds the sandbox as a web application, for a process of its own or inside a test.</summary>
public static class SandboxHost
{
    /// <summary>The version whose shapes are served.</summary>
    public const string ApiVersion = "2026-07-29.dahlia";

    private const long MaxBody = 16 * 1024 * 1024;

    public static WebApplication Build(SandboxOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(options.Address, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
        });
        AddSandbox(builder.Services, options);
        var app = builder.Build();
        Load(app.Services);
        app.Run(app.Services.GetRequiredService<ApiPipeline>().HandleAsync);
        return app;
    }

    private static void AddSandbox(IServiceCollection services, SandboxOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Time);
        services.AddSingleton<SandboxStore>();
        services.AddSingleton<SandboxClock>();
        services.AddSingleton<Journal>();
        services.AddSingleton<WorkRunner>();
        services.AddSingleton<Scheduler>();
        services.AddSingleton<RouteTable>();
        services.AddSingleton<Expander>();
        services.AddSingleton<SandboxBuilder>();
        services.AddSingleton<ApiExecutor>();
        services.AddSingleton<IdempotencyKeys>();
        services.AddSingleton<RateLimiter>();
        services.AddSingleton<ApiPipeline>();
        services.AddSingleton<DeliveryWorker>();
        services.AddSingleton<ClockKeeper>();
        services.AddSingleton<TestClockRunner>();
        services.AddSingleton<TimeMachine>();
        services.AddHostedService<SandboxTicker>();
        services.AddSingleton<FaultInjector>();
        services.AddSingleton<RequestLog>();
        services.AddSingleton<ControlRoutes>();
        services.AddSingleton<SandboxPages>();
        services.AddSingleton<ControlPipeline>();
    }

    /// <summary>Registers the modules; their tables exist before the journal is read.</summary>
    private static void Load(IServiceProvider services)
    {
        var sandbox = services.GetRequiredService<SandboxBuilder>();
        foreach (var module in SandboxModules.All)
            module.Register(sandbox);
        services.GetRequiredService<Journal>().Open();
        services.GetRequiredService<ClockKeeper>().Restore();
    }
}
