using System.Collections.Concurrent;
using ClientForge.Billing.StripeSandbox.Controls;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Http;

/// <summary>
/// Emulates Stripe's rate limits and object locks while they are switched on. A refused request was not executed and is not stored under its
/// idempotency key.
/// </summary>
internal sealed class RateLimiter(SandboxStore store, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _counts = [];
    private readonly ConcurrentDictionary<string, bool> _held = new();
    private long _second;

    /// <summary>Counts the call, or throws Stripe's 429.</summary>
    public void Take(ApiCall call)
    {
        if (Current() is not { IsOff: false } limits)
            return;
        lock (_gate)
        {
            var second = time.GetUtcNow().ToUnixTimeSeconds();
            if (second != _second)
                _counts.Clear();
            _second = second;
            var endpoint = EndpointOf(call);
            Count("search", endpoint.EndsWith("/search", StringComparison.Ordinal) ? limits.Search : null, "endpoint-rate");
            Count(endpoint, limits.Endpoint, "endpoint-rate");
            Count("*", limits.Global, "global-rate");
        }
    }

    /// <summary>Holds the object that a write names in its path until the answer is disposed of; throws Stripe's 429 when it is held already.</summary>
    public IDisposable? Hold(ApiCall call)
    {
        if (call.Method == "GET" || Current() is not { Locks: true } || ObjectOf(call) is not { } id)
            return null;
        return _held.TryAdd(id, true)
            ? new Held(_held, id)
            : throw Errors.Locked(
                "This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this " +
                "error intermittently, retry the request. If you see this error frequently and are making multiple concurrent requests to a single " +
                "object, make your requests serially or at a lower rate.");
    }

    /// <summary>Stripe's answer to too many requests.</summary>
    public static StripeError Exceeded(string reason) =>
        new(429, "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.")
        {
            Code = "rate_limit",
            RateLimitedReason = reason,
        };

    private Limits? Current()
    {
        lock (store.Gate)
            return store.Table<Limits>().Find(Limits.TheId);
    }

    private void Count(string name, int? limit, string reason)
    {
        if (limit is null)
            return;
        var count = _counts.GetValueOrDefault(name) + 1;
        if (count > limit)
            throw Exceeded(reason);
        _counts[name] = count;
    }

    /// <summary>Method and path with ids left out.</summary>
    private static string EndpointOf(ApiCall call) =>
        call.Method + " " + string.Join('/', call.Path.Split('/').Select(part => IsId(part) ? "{id}" : part));

    private static string? ObjectOf(ApiCall call) => call.Path.Split('/').FirstOrDefault(IsId);

    /// <summary>Ids have a digit or many letters behind their prefix; the words of a path have neither.</summary>
    private static bool IsId(string part) =>
        part.LastIndexOf('_') is var prefix and > 0 && (part.Length - prefix > 14 || part.AsSpan(prefix).ContainsAnyInRange('0', '9'));

    private sealed class Held(ConcurrentDictionary<string, bool> held, string id) : IDisposable
    {
        public void Dispose() => held.TryRemove(id, out _);
    }
}
