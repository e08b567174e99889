using ClientForge.Billing.Data.StripeIntents;
using Stripe;

namespace ClientForge.Billing.Services.StripeApi;

/// <summary>How an intent stands after it was sent, or when it had been resolved before.</summary>
public sealed record IntentOutcome
{
    public required StripeIntentRow Intent { get; init; }

    /// <summary>Stripe's answer of this very send; null when the outcome was known already or the answer was a replay.</summary>
    public string? FreshAnswer { get; init; }

    public bool Succeeded => Intent.State == IntentState.Succeeded;

    /// <summary>The id of the object that the call made or changed.</summary>
    /// <exception cref="Errors.BillingException">The call was refused, or its outcome is not known yet.</exception>
    public string EnsureSucceeded() => Intent.State switch
    {
        IntentState.Succeeded => Intent.StripeObjectId!,
        IntentState.Rejected => throw StripeErrors.Translate(Intent),
        _ => throw StripeErrors.OutcomeUnknown(),
    };

    /// <summary>The object as this send answered it, or null when it must be read from Stripe.</summary>
    public T? Fresh<T>(StripeClient client)
        where T : class, IStripeEntity => FreshAnswer is null ? null : client.Deserialize<T>(FreshAnswer);
}
