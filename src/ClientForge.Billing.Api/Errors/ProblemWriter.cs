using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace ClientForge.Billing.Api.Errors;

/// <summary>
/// Writes every problem as JSON. The framework's own writer stays silent towards a caller whose Accept header does not list
/// JSON, and an error without a body helps nobody.
/// </summary>
public sealed class ProblemWriter(IOptions<JsonOptions> json) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        Problems.Complete(http, context.ProblemDetails);
        http.Response.ContentType = Problems.ContentType;
        if (!HttpMethods.IsHead(http.Request.Method))
            await JsonSerializer.SerializeAsync(
                http.Response.Body, context.ProblemDetails, context.ProblemDetails.GetType(), json.Value.SerializerOptions, http.RequestAborted);
    }
}
