namespace ClientForge.Billing.Services.StripeApi;

/// <summary>The idempotency key of an intent: made from what is stored, so that every process sends the same one.</summary>
public static class IntentKey
{
    public const string Prefix = "cf-";

    /// <summary>Stripe forgets a key 24 h after its first use at the earliest; an hour is kept in reserve.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(23);

    public static string For(Guid intentId, int generation) => $"{Prefix}{intentId:N}-{generation}";
}
