using ClientForge.Billing.Data.StripeIntents;

namespace ClientForge.Billing.Services.StripeApi;

/// <summary>What Stripe's present state tells of a write whose answer never came.</summary>
public abstract record ReadBack
{
    private ReadBack()
    {
    }

    /// <summary>The write had its effect, on the object of that id.</summary>
    public sealed record Happened(string? ObjectId) : ReadBack;

    /// <summary>The write was refused for good; the codes are Stripe's.</summary>
    public sealed record Refused(string? ErrorType, string? ErrorCode, string? DeclineCode, string? Message) : ReadBack;

    /// <summary>The write had no effect, or repeating it changes nothing: it may be sent under a new key.</summary>
    public sealed record Absent : ReadBack;

    /// <summary>Stripe does not tell; a person has to look.</summary>
    public sealed record Undecidable(string Why) : ReadBack;
}

/// <summary>Finds out, for some kind of intent, whether a write happened, once its idempotency key can no longer tell.</summary>
public interface IIntentReadBack
{
    bool Covers(StripeIntentRow intent);

    /// <exception cref="Stripe.StripeException">Stripe could not be asked; the read-back is repeated later.</exception>
    Task<ReadBack> ReadAsync(StripeIntentRow intent, CancellationToken cancellationToken);
}
