using System.Text;
using ClientForge.Billing.StripeSandbox.Controls;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;
using Microsoft.AspNetCore.Http.Features;

namespace ClientForge.Billing.StripeSandbox.Http;

/// <summary>From the HTTP request to the HTTP response.</summary>
internal sealed class ApiPipeline(
    ApiExecutor executor, IdempotencyKeys keys, RateLimiter limiter, FaultInjector faults, RequestLog requests, ControlPipeline controls)
{
    private const int MaxBody = 1024 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        if (ControlPipeline.Takes(path))
        {
            await controls.HandleAsync(context, path);
            return;
        }

        var call = new ApiCall
        {
            Method = context.Request.Method,
            Origin = $"{context.Request.Scheme}://{context.Request.Host}",
            Path = path,
            Encoded = question < 0 ? [] : [target[(question + 1)..]],
            RequestId = Ids.New("req"),
            IdempotencyKey = context.Request.Headers["Idempotency-Key"].FirstOrDefault(),
        };
        var fault = faults.Draw(call);
        var answer = await AnswerAsync(context, call, fault);
        requests.Add(call, answer, fault);
        if (answer is not null && !await FaultInjector.AfterAsync(fault, context))
            await WriteAsync(context, call, answer);
    }

    /// <summary>The answer; null when a fault took the connection before anything happened.</summary>
    private async Task<ApiAnswer?> AnswerAsync(HttpContext context, ApiCall call, Fault? fault)
    {
        try
        {
            call = call with { Encoded = [.. call.Encoded, .. await ReadBodyAsync(context)] };
            ApiAuth.RequireKey(context.Request.Headers.Authorization.FirstOrDefault());
            ApiVersions.RequireKnown(context.Request.Headers["Stripe-Version"].FirstOrDefault());
            limiter.Take(call);
            if (await FaultInjector.BeforeAsync(fault, context))
                return null;
            return await keys.OnceAsync(call, async () =>
            {
                using var held = limiter.Hold(call);
                await FaultInjector.DelayAsync(fault, context);
                return executor.Execute(call);
            });
        }
        catch (StripeError error)
        {
            return executor.Refusal(error, call);
        }
    }

    private static async Task<IReadOnlyList<string>> ReadBodyAsync(HttpContext context)
    {
        if (context.Request.Method != "POST")
            return [];
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            if (buffer.Length + read > MaxBody)
                throw Errors.Parameter("Request body is too large.");
            buffer.Write(chunk, 0, read);
        }

        // Bytes one to one: escapes and UTF-8 are judged by the form decoder.
        return [Encoding.Latin1.GetString(buffer.GetBuffer(), 0, (int)buffer.Length)];
    }

    private static async Task WriteAsync(HttpContext context, ApiCall call, ApiAnswer answer)
    {
        var headers = context.Response.Headers;
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Body.Length;
        headers["Request-Id"] = call.RequestId;
        headers["Stripe-Version"] = context.Request.Headers["Stripe-Version"].FirstOrDefault() ?? SandboxHost.ApiVersion;
        if (call.Method == "POST" && call.IdempotencyKey is { } key)
            headers["Idempotency-Key"] = key;
        if (answer.OriginalRequest is { } original)
            headers["Original-Request"] = original;
        if (answer.Replayed)
            headers["Idempotent-Replayed"] = "true";
        if (answer.ShouldRetry is { } retry)
            headers["Stripe-Should-Retry"] = retry ? "true" : "false";
        if (answer.RateLimitedReason is { } reason)
            headers["Stripe-Rate-Limited-Reason"] = reason;
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }
}
