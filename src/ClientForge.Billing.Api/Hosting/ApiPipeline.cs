using ClientForge.Billing.Api.Dev;
using ClientForge.Billing.Api.Idempotency;
using ClientForge.Billing.Api.Observability;
using ClientForge.Billing.Api.OpenApi;
using ClientForge.Billing.Api.OpsConsole;
using ClientForge.Billing.Api.RateLimits;

namespace ClientForge.Billing.Api.Hosting;

public static class ApiPipeline
{
    /// <summary>The order in which a request passes.</summary>
    public static void UseApiPipeline(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseMiddleware<RequestLogMiddleware>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseClockOfWebhooks();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<RateLimitMiddleware>();
        app.UseMiddleware<IdempotencyMiddleware>();
        // Once more, inside: what is kept under an Idempotency-Key is the answer that an error became.
        app.UseExceptionHandler();
        app.MapControllers();
        app.MapOpsConsole();
        app.MapApiHealth();
        app.MapApiMetrics();
        app.MapApiDescription();
    }
}
