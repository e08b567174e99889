using OpenTelemetry.Metrics;
using Serilog;
using Serilog.Events;

namespace ClientForge.Billing.Api.Observability;

public static class ObservabilityRegistration
{
    private static readonly string[] Meters =
    [
        JobMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Routing",
        "System.Runtime", "System.Net.Http", "Npgsql", "Quartz",
    ];

    public static void AddApiObservability(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new LogOutput(Console.Out));
        builder.Logging.ClearProviders();
        builder.Services.AddSerilog(
            (provider, logger) => logger
                .MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
                .MinimumLevel.Override("System.Net.Http.HttpClient", LogEventLevel.Warning)
                .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
                .ReadFrom.Configuration(builder.Configuration)
                .Enrich.FromLogContext()
                .WriteTo.Sink(new ScrubbedLineSink(provider.GetRequiredService<LogOutput>())),
            // Several hosts live in one process of tests; none may take the others' logger.
            preserveStaticLogger: true);
        builder.Services.AddSingleton<JobMetrics>();
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(Meters).AddPrometheusExporter());
    }

    /// <summary><c>/metrics</c> in Prometheus' text format. It names no tenant and belongs behind the cluster's own network.</summary>
    public static void MapApiMetrics(this IEndpointRouteBuilder endpoints) => endpoints.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();
}
