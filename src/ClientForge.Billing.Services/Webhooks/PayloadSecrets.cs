using System.Text.RegularExpressions;

namespace ClientForge.Billing.Services.Webhooks;

/// <summary>
/// An event's body is kept to explain what came. Whoever holds a client secret in it can complete somebody's payment, so that it
/// is taken out before (https://docs.stripe.com/api/payment_intents/object#payment_intent_object-client_secret).
/// </summary>
internal static partial class PayloadSecrets
{
    public static string Remove(string payload) => ClientSecret().Replace(payload, "$1\"[removed]\"");

    [GeneratedRegex(@"(""client_secret""\s*:\s*)""(?:[^""\\]|\\.)*""")]
    private static partial Regex ClientSecret();
}
