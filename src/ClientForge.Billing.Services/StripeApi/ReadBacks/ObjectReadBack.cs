using System.Text.Json;
using ClientForge.Billing.Data.StripeIntents;

namespace ClientForge.Billing.Services.StripeApi.ReadBacks;

/// <summary>
/// Did a change, an action or an end reach the object that the path names? A change sets absolute values, and no newer
/// command on the object was let through meanwhile, so that repeating it is harmless where the object does not tell.
/// </summary>
internal sealed class ObjectReadBack(StripeReader reader) : IIntentReadBack
{
    public bool Covers(StripeIntentRow intent) => IntentPath.Of(intent) is { ObjectId: not null, Action: not "pay", IsBalanceTransaction: false };

    public async Task<ReadBack> ReadAsync(StripeIntentRow intent, CancellationToken cancellationToken)
    {
        var path = IntentPath.Of(intent);
        var found = await reader.FindAsync($"/v1/{path.Collection}/{path.ObjectId}", cancellationToken);
        if (found is not { } item || item.IsTrue("deleted"))
            return intent.Method == "DELETE" ? new ReadBack.Happened(path.ObjectId) : Gone(path);
        if (intent.Method == "DELETE" && path.Action is null)
            return item.Text("status") == "canceled" ? new ReadBack.Happened(path.ObjectId) : new ReadBack.Absent();
        return (path.Collection, path.Action) switch
        {
            (_, null) => IsStamped(item, intent) ? new ReadBack.Happened(path.ObjectId) : new ReadBack.Absent(),
            ("invoices", "finalize" or "send") => Decide(item.Text("status") != "draft", path),
            ("invoices", "void") => Decide(item.Text("status") == "void", path),
            ("invoices", "mark_uncollectible") => Decide(item.Text("status") == "uncollectible", path),
            ("payment_methods", "attach") => Decide(item.Id("customer") == IntentPath.BodyOf(intent)["customer"], path),
            ("payment_methods", "detach") => Decide(item.Id("customer") is null, path),
            ("subscriptions" or "customers", "discount") => Decide(!HasDiscount(item), path),
            ("subscriptions", "resume") => Decide(item.Text("status") != "paused", path),
            ("subscription_schedules", "release") => Decide(item.Text("status") == "released", path),
            ("subscription_schedules", "cancel") => Decide(item.Text("status") == "canceled", path),
            ("setup_intents", "confirm" or "cancel") => Decide(item.Text("status") is "succeeded" or "processing" or "canceled", path),
            _ => new ReadBack.Undecidable($"Whether {path.Action} happened cannot be told from the object."),
        };
    }

    private static ReadBack Decide(bool happened, IntentPath path) => happened ? new ReadBack.Happened(path.ObjectId) : new ReadBack.Absent();

    private static ReadBack.Refused Gone(IntentPath path) =>
        new("invalid_request_error", "resource_missing", null, $"The object {path.ObjectId} is gone.");

    private static bool IsStamped(JsonElement item, StripeIntentRow intent) =>
        item.Member("metadata")?.Text(MetadataKeys.OperationId) == intent.Id.ToString();

    private static bool HasDiscount(JsonElement item) =>
        item.Member("discount") is not null
        || item.TryGetProperty("discounts", out var all) && all.ValueKind == JsonValueKind.Array && all.GetArrayLength() > 0;
}
