using ClientForge.Billing.Data.StripeIntents;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ClientForge.Billing.Services.StripeApi.ReadBacks;

/// <summary>
/// What an intent's path says: <c>/v1/{collection}</c> creates, <c>/v1/{collection}/{id}</c> changes or ends,
/// <c>/v1/{collection}/{id}/{action}</c> acts.
/// </summary>
/// <param name="Collection"><c>customers</c>, <c>billing/meters</c>, …</param>
/// <param name="ObjectId">Null when the call creates.</param>
/// <param name="Action"><c>pay</c>, <c>attach</c>, …; null when the call is none.</param>
internal sealed record IntentPath(string Collection, string? ObjectId, string? Action)
{
    // Collections that lie one level deeper than the others.
    private static readonly string[] Groups = ["billing", "test_helpers", "entitlements", "tax"];

    public static IntentPath Of(StripeIntentRow intent)
    {
        var parts = intent.Path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries)[1..];
        var width = Groups.Contains(parts[0]) ? 2 : 1;
        return new IntentPath(
            string.Join('/', parts.Take(width)),
            parts.ElementAtOrDefault(width),
            parts.Length > width + 1 ? string.Join('/', parts.Skip(width + 1)) : null);
    }

    /// <summary>A movement of a customer's balance is made below the customer.</summary>
    public bool IsBalanceTransaction => (Collection, Action) == ("customers", "balance_transactions");

    /// <summary>What the intent sends, by form field; an absent field reads as empty.</summary>
    public static FormCollection BodyOf(StripeIntentRow intent) => new(QueryHelpers.ParseQuery(intent.Body));

    /// <summary>The mirrored object that the call changes, for calls that name it in their path.</summary>
    public (string Type, string Id)? MirroredObject => (Collection, ObjectId) switch
    {
        ("customers", { } id) => (MirroredTypes.Customer, id),
        ("subscriptions", { } id) => (MirroredTypes.Subscription, id),
        ("invoices", { } id) => (MirroredTypes.Invoice, id),
        ("payment_methods", { } id) => (MirroredTypes.PaymentMethod, id),
        _ => null,
    };
}
