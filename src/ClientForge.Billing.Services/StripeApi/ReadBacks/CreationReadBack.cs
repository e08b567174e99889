using System.Text.Json;
using ClientForge.Billing.Data.StripeIntents;

namespace ClientForge.Billing.Services.StripeApi.ReadBacks;

/// <summary>
/// Was the object made? It carries the intent's id in its metadata. Lists are read, not the search, which lags behind
/// (https://docs.stripe.com/search#data-freshness).
/// </summary>
internal sealed class CreationReadBack(StripeReader reader) : IIntentReadBack
{
    // Clocks may differ, and Stripe cuts to the second.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    public bool Covers(StripeIntentRow intent) => intent.Method == "POST" && (IntentPath.Of(intent).ObjectId is null || IntentPath.Of(intent).IsBalanceTransaction);

    public async Task<ReadBack> ReadAsync(StripeIntentRow intent, CancellationToken cancellationToken)
    {
        var body = IntentPath.BodyOf(intent);
        var operation = intent.Id.ToString();
        if (body.TryGetValue("event_name", out var eventName))
            return await FindAsync("/v1/billing/meters", item => item.Text("event_name") == eventName, cancellationToken);
        if (body[$"metadata[{MetadataKeys.OperationId}]"] != operation)
            return new ReadBack.Undecidable("The object carries no operation id, so that it cannot be told from others.");

        var since = (intent.CreatedAt - Slack).ToUnixTimeSeconds();
        var list = (IntentPath.Of(intent).Collection, body["customer"].ToString()) switch
        {
            _ when IntentPath.Of(intent).IsBalanceTransaction => intent.Path,
            ("subscriptions", { Length: > 0 } customer) => $"/v1/subscriptions?customer={customer}&status=all",
            ("credit_notes", _) => $"/v1/credit_notes?invoice={body["invoice"]}",
            ("billing/credit_grants", { Length: > 0 } customer) => $"/v1/billing/credit_grants?customer={customer}",
            ({ } collection, { Length: > 0 } customer) => $"/v1/{collection}?customer={customer}",
            ({ } collection, _) => $"/v1/{collection}?created[gte]={since}",
        };
        return await FindAsync(list, item => item.Member("metadata")?.Text(MetadataKeys.OperationId) == operation, cancellationToken);
    }

    private async Task<ReadBack> FindAsync(string list, Func<JsonElement, bool> isIt, CancellationToken cancellationToken)
    {
        await foreach (var item in reader.ListAsync(list, cancellationToken))
        {
            if (isIt(item))
                return new ReadBack.Happened(item.Text("id"));
        }

        return new ReadBack.Absent();
    }
}
