using System.Collections.Concurrent;
using System.Collections.Frozen;
using ClientForge.Billing.Data.Entitlements;

namespace ClientForge.Billing.Services.Entitlements;

/// <summary>
/// The metered prices by Stripe's id. They never change once they are known, so they are kept for good; an unknown id has them read
/// again, each at most once in a while, because a subscription may hold a price that is none of ours.
/// </summary>
public sealed class MeteredPrices(EntitlementRepository entitlements, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, long> _foreign = new();
    private volatile FrozenDictionary<string, MeteredPrice> _known = FrozenDictionary<string, MeteredPrice>.Empty;

    /// <summary>The price; null when it is none of ours.</summary>
    public async ValueTask<MeteredPrice?> FindAsync(string stripePriceId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(stripePriceId, out var known))
            return known;
        if (_foreign.TryGetValue(stripePriceId, out var at) && time.GetElapsedTime(at) < Pause)
            return null;
        var all = await entitlements.ListPricesAsync(cancellationToken);
        var read = all.ToFrozenDictionary(price => price.StripePriceId);
        _known = read;
        if (!read.TryGetValue(stripePriceId, out var found))
            _foreign[stripePriceId] = time.GetTimestamp();
        return found;
    }
}
