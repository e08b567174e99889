namespace ClientForge.Billing.Api.Hosting;

/// <summary>
/// Tells browsers to trust an answer with nothing: no sniffing, no framing, no script that does not come from a file of ours.
/// </summary>
public sealed class SecurityHeadersMiddleware(RequestDelegate next)
{
    private const string NothingAtAll = "default-src 'none'; frame-ancestors 'none'";
    private const string Pages = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    // Swagger UI sets styles from its script and carries its icons as data.
    private const string Reader = $"{Pages}; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers.ContentSecurityPolicy = PolicyOf(context.Request.Path);
            if (headers.CacheControl.Count == 0)
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static string PolicyOf(PathString path) =>
        path.StartsWithSegments("/ops") ? Pages : path.StartsWithSegments("/docs") ? Reader : NothingAtAll;
}
