using ClientForge.Billing.Data.Migrations;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClientForge.Billing.Api.Hosting;

/// <summary>Ready: the database answers, takes writes and has this build's schema, and the process is not about to end.</summary>
public sealed class DatabaseReady(MigrationRunner migrations, IHostApplicationLifetime lifetime) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return HealthCheckResult.Unhealthy("stopping");
        return await migrations.IsServedAsync(SchemaScripts.Further, cancellationToken)
            ? HealthCheckResult.Healthy("ready")
            : HealthCheckResult.Unhealthy("the database is read-only or has another schema");
    }
}

public static class Health
{
    private const string Ready = "ready";

    public static void AddApiHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<DatabaseReady>("database", tags: [Ready], timeout: TimeSpan.FromSeconds(2));

    /// <summary><c>/health/live</c> says that the process runs; <c>/health/ready</c> that it can serve.</summary>
    public static void MapApiHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", Options(_ => false)).AllowAnonymous();
        endpoints.MapHealthChecks("/health/ready", Options(check => check.Tags.Contains(Ready))).AllowAnonymous();
    }

    private static HealthCheckOptions Options(Func<HealthCheckRegistration, bool> predicate) => new()
    {
        Predicate = predicate,
        ResponseWriter = (context, report) =>
        {
            if (report.Status != HealthStatus.Healthy)
                context.Response.Headers.RetryAfter = "2";
            return context.Response.WriteAsJsonAsync(new
            {
                status = report.Status == HealthStatus.Healthy ? "ok" : "unavailable",
                checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Description ?? "failed"),
            });
        },
    };
}
