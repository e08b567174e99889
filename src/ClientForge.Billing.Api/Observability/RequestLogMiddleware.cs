using System.Diagnostics;
using ClientForge.Billing.Api.Auth;
using Microsoft.AspNetCore.Diagnostics;

namespace ClientForge.Billing.Api.Observability;

/// <summary>One line a request: what was asked, by whom, and how it ended. Never a body, a query string or a header.</summary>
public sealed partial class RequestLogMiddleware(RequestDelegate next, ILogger<RequestLogMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            Write(context, Stopwatch.GetElapsedTime(started));
        }
    }

    private void Write(HttpContext context, TimeSpan elapsed)
    {
        var level = LevelOf(context);
        if (!logger.IsEnabled(level))
            return;
        var (route, tenantId, actor) = (RouteOf(context), CurrentRequest.TenantOf(context), CurrentRequest.ActorOf(context.User));
        var trace = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        Log.Answered(logger, level, context.Request.Method, route, context.Response.StatusCode, (long)elapsed.TotalMilliseconds, tenantId, actor, trace);
    }

    // What probes and scrapers ask every few seconds would drown the rest.
    private static LogLevel LevelOf(HttpContext context) => context.Response.StatusCode switch
    {
        >= StatusCodes.Status500InternalServerError => LogLevel.Error,
        _ when context.Request.Path.StartsWithSegments("/health") || context.Request.Path.StartsWithSegments("/metrics") => LogLevel.Debug,
        _ => LogLevel.Information,
    };

    // An error takes the endpoint off the request; the feature remembers it. A path without a route may be anything.
    private static string RouteOf(HttpContext context) =>
        ((context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint()) as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";

    private static partial class Log
    {
        [LoggerMessage("{Method} {Route} answered {Status} in {Milliseconds} ms for tenant {TenantId}, {Actor}, trace {Trace}")]
        public static partial void Answered(
            ILogger logger, LogLevel level, string method, string route, int status, long milliseconds, Guid? tenantId, string? actor, string trace);
    }
}
