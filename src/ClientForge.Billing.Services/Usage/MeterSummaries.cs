using Stripe;
using Stripe.Billing;

namespace ClientForge.Billing.Services.Usage;

/// <summary>Reads what Stripe's meters know.</summary>
public sealed class MeterSummaries(StripeClient stripe)
{
    /// <summary>What a meter counted for a customer in [from, to).</summary>
    /// <param name="stripeMeterId">The meter.</param>
    /// <param name="stripeCustomerId">The customer.</param>
    /// <param name="from">A whole minute: Stripe takes no other (https://docs.stripe.com/api/billing/meter-event-summary/list).</param>
    /// <param name="to">A whole minute.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="StripeException">Stripe did not answer.</exception>
    public async Task<decimal> ReadAsync(string stripeMeterId, string stripeCustomerId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var summaries = await stripe.V1.Billing.Meters.EventSummaries.ListAsync(
            stripeMeterId,
            new MeterEventSummaryListOptions { Customer = stripeCustomerId, StartTime = from.UtcDateTime, EndTime = to.UtcDateTime },
            cancellationToken: cancellationToken);
        return summaries.Sum(summary => summary.AggregatedValue);
    }

    /// <summary>The minute that an instant lies in.</summary>
    public static DateTimeOffset Minute(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}
