using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ClientForge.Billing.Services.Errors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace ClientForge.Billing.Api.Errors;

/// <summary>Problem details (RFC 9457) with our members: <c>code</c>, <c>traceId</c>, <c>errors</c>, <c>declineCode</c>.</summary>
public static class Problems
{
    public const string ContentType = "application/problem+json";

    public static ProblemDetails Unauthenticated() => New(StatusCodes.Status401Unauthorized, "unauthenticated", "A valid bearer token is required.");

    public static ProblemDetails Forbidden() => New(StatusCodes.Status403Forbidden, "forbidden", "The token's role does not allow this.");

    public static ProblemDetails New(int status, string code, string? detail) => new()
    {
        Status = status,
        Detail = detail,
        Extensions = { ["code"] = code },
    };

    public static ProblemDetails From(BillingException exception)
    {
        var problem = New(StatusOf(exception.Kind), exception.Code, exception.Message);
        if (exception.Errors is { } errors)
            problem.Extensions["errors"] = errors;
        if (exception.DeclineCode is { } declineCode)
            problem.Extensions["declineCode"] = declineCode;
        foreach (var (name, value) in exception.Extensions)
            problem.Extensions[name] = value;
        return problem;
    }

    /// <summary>Adds what every problem carries: type, title, code and trace id.</summary>
    public static void Complete(HttpContext context, ProblemDetails problem)
    {
        var status = problem.Status ??= context.Response.StatusCode;
        var code = problem.Extensions.TryGetValue("code", out var given) && given is string known ? known : CodeOf(status);
        problem.Extensions["code"] = code;
        problem.Type = $"urn:clientforge:billing:problem:{code}";
        problem.Title = ReasonPhrases.GetReasonPhrase(status);
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
    }

    public static async Task WriteAsync(HttpContext context, ProblemDetails problem, TimeSpan? retryAfter = null)
    {
        context.Response.StatusCode = problem.Status ?? context.Response.StatusCode;
        if (retryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var service = context.RequestServices.GetRequiredService<IProblemDetailsService>();
        await service.WriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = problem });
    }

    /// <summary>A field's path as the caller wrote it: <c>Items[0].UnitAmount</c> becomes <c>items[0].unitAmount</c>.</summary>
    public static string CamelPath(string path) =>
        string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));

    private static int StatusOf(BillingErrorKind kind) => kind switch
    {
        BillingErrorKind.Malformed => StatusCodes.Status400BadRequest,
        BillingErrorKind.CardDeclined => StatusCodes.Status402PaymentRequired,
        BillingErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        BillingErrorKind.NotFound => StatusCodes.Status404NotFound,
        BillingErrorKind.Conflict => StatusCodes.Status409Conflict,
        BillingErrorKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        BillingErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
        BillingErrorKind.Upstream => StatusCodes.Status502BadGateway,
        BillingErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "malformed_request",
        StatusCodes.Status401Unauthorized => "unauthenticated",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "not_found",
        StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
        StatusCodes.Status408RequestTimeout => "request_timeout",
        StatusCodes.Status413PayloadTooLarge => "body_too_large",
        StatusCodes.Status415UnsupportedMediaType => "unsupported_media_type",
        StatusCodes.Status503ServiceUnavailable => "unavailable",
        < StatusCodes.Status500InternalServerError => "bad_request",
        _ => "internal_error",
    };
}
