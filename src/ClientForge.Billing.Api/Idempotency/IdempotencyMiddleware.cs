using System.Security.Cryptography;
using System.Text;
using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Errors;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Idempotency;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Api.Idempotency;

/// <summary>
/// Gives a caller's command one answer for its <c>Idempotency-Key</c>: the first one, for 24 hours. The key is held under a
/// lease while the command runs; when the process dies, the repetition takes it over and runs as the same operation, so that
/// it finds the intents of the first try. Answers that ask to try again (5xx, 429, any with Retry-After) are not kept.
/// </summary>
public sealed class IdempotencyMiddleware(RequestDelegate next, Database database, IdempotencyRepository keys, KeptBodies bodies, TimeProvider time)
{
    public const string KeyHeader = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotent-Replayed";

    private const int MaxKeyLength = 255;
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TwinPause = TimeSpan.FromSeconds(1);

    public async Task InvokeAsync(HttpContext context)
    {
        if (ScopeOf(context) is not { } scope || KeyOf(context.Request) is not { } key)
        {
            await next(context);
            return;
        }

        var hash = await HashAsync(context.Request);
        var now = time.GetUtcNow();
        var begunAt = await database.AsSystemAsync(
            work => keys.TryBeginAsync(work, new IdempotencyClaim(scope, key, hash, Lease, now, now + Retention)), context.RequestAborted);
        if (begunAt is { } first)
            await RunAsync(context, scope, key, first);
        else
            await ReplayAsync(context, scope, key, hash);
    }

    // A key means nothing outside its caller's scope, so that no tenant learns of another's keys.
    private static string? ScopeOf(HttpContext context)
    {
        if (context.GetEndpoint() is null || CurrentRequest.ActorOf(context.User) is not { } actor)
            return null;
        return CurrentRequest.TenantOf(context) is { } tenantId ? $"tenant:{tenantId}" : actor;
    }

    /// <exception cref="BillingException">400 <c>idempotency_key_invalid</c>.</exception>
    private static string? KeyOf(HttpRequest request)
    {
        var values = request.Headers[KeyHeader];
        if (values.Count == 0 || HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            return null;
        return values is [{ Length: > 0 and <= MaxKeyLength } key]
            ? key
            : throw BillingException.Malformed("idempotency_key_invalid", $"{KeyHeader} must be given once, with 1 to {MaxKeyLength} characters.");
    }

    private static async Task<byte[]> HashAsync(HttpRequest request)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
            hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }

    private async Task RunAsync(HttpContext context, string scope, string key, DateTimeOffset begunAt)
    {
        context.Features.Set(OperationKeyFeature.Of(scope, key, begunAt));
        var wire = context.Response.Body;
        using var body = new MemoryStream();
        context.Response.Body = body;
        var isKept = false;
        try
        {
            await using (Renewal.Start(RenewalInterval, cancellation => database.AsSystemAsync(work => keys.RenewAsync(work, scope, key, Lease), cancellation)))
                await next(context);
            if (IsFinal(context.Response))
            {
                await KeepAsync(context.Response, scope, key, body.ToArray());
                isKept = true;
            }
        }
        finally
        {
            context.Response.Body = wire;
            if (!isKept)
                await database.AsSystemAsync(work => keys.ReleaseAsync(work, scope, key), CancellationToken.None);
        }

        body.Position = 0;
        await body.CopyToAsync(wire, context.RequestAborted);
    }

    // The caller may be gone; the answer is kept for its return all the same.
    private Task<int> KeepAsync(HttpResponse response, string scope, string key, byte[] body) => database.AsSystemAsync(
        work => keys.KeepAsync(work, scope, key, new KeptAnswer
        {
            StatusCode = response.StatusCode,
            ContentType = response.ContentType,
            Location = response.Headers.Location.ToString() is { Length: > 0 } location ? location : null,
            Body = bodies.Seal(body, scope, key),
        }),
        CancellationToken.None);

    private async Task ReplayAsync(HttpContext context, string scope, string key, byte[] hash)
    {
        var row = await database.AsSystemAsync(work => keys.FindAsync(work, scope, key), context.RequestAborted);
        if (row is not null && !row.RequestHash.AsSpan().SequenceEqual(hash))
            throw BillingException.Invalid("idempotency_key_reused", "idempotencyKey", "The key was used with another request.");

        var response = context.Response;
        if (row is not { State: "done" })
        {
            var twin = BillingException.Conflict("idempotency_key_in_use", "A request with this key is running.");
            await Problems.WriteAsync(context, Problems.From(twin), TwinPause);
            return;
        }

        response.StatusCode = row.StatusCode!.Value;
        response.ContentType = row.ContentType;
        response.Headers[ReplayedHeader] = "true";
        if (row.Location is { } location)
            response.Headers.Location = location;
        if (row.Body is { Length: > 0 } body)
            await response.Body.WriteAsync(bodies.Open(body, scope, key), context.RequestAborted);
    }

    private static bool IsFinal(HttpResponse response) =>
        response.StatusCode < StatusCodes.Status500InternalServerError &&
        response.StatusCode is not (StatusCodes.Status429TooManyRequests or StatusCodes.Status499ClientClosedRequest) &&
        response.Headers.RetryAfter.Count == 0;
}
