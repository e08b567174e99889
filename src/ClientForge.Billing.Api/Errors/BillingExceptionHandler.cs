using System.Data.Common;
using ClientForge.Billing.Services.Errors;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Errors;

/// <summary>The one place where an exception becomes an answer.</summary>
public sealed partial class BillingExceptionHandler(ILogger<BillingExceptionHandler> logger) : IExceptionHandler
{
    private static readonly TimeSpan OperationPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DatabasePause = TimeSpan.FromSeconds(2);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var (problem, retryAfter) = Map(exception);
        if (problem.Status >= StatusCodes.Status500InternalServerError)
            Log.Failed(logger, httpContext.Request.Method, httpContext.Request.Path, exception);
        await Problems.WriteAsync(httpContext, problem, retryAfter);
        return true;
    }

    internal static (ProblemDetails Problem, TimeSpan? RetryAfter) Map(Exception exception) => exception switch
    {
        // It ends by itself; a kept answer would outlive it.
        BillingException { Code: "operation_in_progress" } busy => (Problems.From(busy), OperationPause),
        BillingException billing => (Problems.From(billing), billing.RetryAfter),
        BadHttpRequestException bad => (Problems.New(bad.StatusCode, CodeOf(bad.StatusCode), DetailOf(bad.StatusCode)), null),
        DbException { SqlState: { } state } when IsUnstorableText(state) => (Problems.New(
            StatusCodes.Status400BadRequest, "malformed_request", "A text holds characters that cannot be stored."), null),
        DbException { IsTransient: true } or DbException { SqlState: StatementTimeout } => (Problems.New(
            StatusCodes.Status503ServiceUnavailable, "database_unavailable", "The database cannot serve the request now."), DatabasePause),
        _ => (Problems.New(StatusCodes.Status500InternalServerError, "internal_error", "The service failed. The trace id tells its owners why."), null),
    };

    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private const string StatementTimeout = "57014";

    private static bool IsUnstorableText(string sqlState) => sqlState is "22021" or "22P05";

    private static string CodeOf(int status) => status == StatusCodes.Status413PayloadTooLarge ? "body_too_large" : "malformed_request";

    private static string DetailOf(int status) =>
        status == StatusCodes.Status413PayloadTooLarge ? "The body is larger than this route takes." : "The request cannot be read.";

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
        public static partial void Failed(ILogger logger, string method, string path, Exception exception);
    }
}
