using System.Globalization;
using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Services.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace ClientForge.Billing.Api.RateLimits;

/// <summary>
/// Limits each tenant's requests over all replicas; ops, webhooks and health have no limit. The headers follow
/// draft-ietf-httpapi-ratelimit-headers: limit, remaining, and seconds until the bucket is full again.
/// </summary>
public sealed class RateLimitMiddleware(RequestDelegate next, RateLimiter limiter, IOptionsMonitor<RateLimitOptions> options)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>() is { Count: > 0 } policies && CurrentRequest.TenantOf(context) is { } tenantId)
        {
            var isUsage = policies.Any(data => data.Policy == Policies.UsageIngest);
            var limit = isUsage ? options.CurrentValue.UsageRequestsPerMinute : options.CurrentValue.RequestsPerMinute;
            if (limit > 0)
                await TakeAsync(context, $"{(isUsage ? "usage" : "api")}:{tenantId}", limit);
        }

        await next(context);
    }

    /// <exception cref="BillingException">429 <c>rate_limited</c>.</exception>
    private async Task TakeAsync(HttpContext context, string bucket, int limit)
    {
        var perSecond = RateLimiter.PerSecond(limit);
        var decision = await limiter.TakeAsync(bucket, limit, context.RequestAborted);
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers["RateLimit-Limit"] = Text(limit);
            headers["RateLimit-Remaining"] = Text(Math.Floor(decision.Tokens));
            headers["RateLimit-Reset"] = Text(Math.Ceiling((limit - decision.Tokens) / perSecond));
            return Task.CompletedTask;
        });
        if (!decision.Admitted)
        {
            throw BillingException.TooMany(
                "rate_limited", "Too many requests of this tenant.", TimeSpan.FromSeconds(Math.Max(1, (1 - decision.Tokens) / perSecond)));
        }
    }

    private static string Text(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
