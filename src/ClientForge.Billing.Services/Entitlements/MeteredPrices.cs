using System.Collections.Frozen;
using ClientForge.Billing.Data.Entitlements;

namespace ClientForge.Billing.Services.Entitlements;

/// <summary>
/// The metered prices by Stripe's id. They never change once they are known, so they are kept for good; an unknown id has them read
/// again, at most once in a while, because a subscription may hold a price that is none of ours.
/// </summary>
public sealed class MeteredPrices(EntitlementRepository entitlements, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private volatile Read? _read;

    /// <summary>The price; null when it is none of ours.</summary>
    public async ValueTask<MeteredPrice?> FindAsync(string stripePriceId, CancellationToken cancellationToken)
    {
        var read = _read;
        if (read is not null && read.ById.TryGetValue(stripePriceId, out var known))
            return known;
        if (read is null || time.GetElapsedTime(read.At) >= Pause)
        {
            var all = await entitlements.ListPricesAsync(cancellationToken);
            _read = read = new Read(all.ToFrozenDictionary(price => price.StripePriceId), time.GetTimestamp());
        }

        return read.ById.GetValueOrDefault(stripePriceId);
    }

    private sealed record Read(FrozenDictionary<string, MeteredPrice> ById, long At);
}
