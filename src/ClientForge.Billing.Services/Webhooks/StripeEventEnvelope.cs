using System.Text.Json;
using ClientForge.Billing.Services.StripeApi;
using ClientForge.Billing.Services.StripeApi.ReadBacks;

namespace ClientForge.Billing.Services.Webhooks;

/// <summary>
/// What is taken from an event: its name, and which object to read again. The object inside it is a snapshot in the event's
/// own API version and is not used as data.
/// </summary>
internal sealed record StripeEventEnvelope
{
    private const int MaxIdLength = 255;

    public required string Id { get; init; }

    public required string Type { get; init; }

    public string? ApiVersion { get; init; }

    /// <summary>Stripe's time; null when the event tells none in seconds.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>The mirrored object that the event is about; null when there is none, then the event is only kept.</summary>
    public (string Type, string Id)? Target { get; init; }

    /// <summary>From the object's metadata.</summary>
    public Guid? TenantId { get; init; }

    /// <summary>Stripe's id.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Reads an event of any API version and any type.</summary>
    /// <returns>Null when it is no event at all.</returns>
    public static StripeEventEnvelope? Read(JsonElement root)
    {
        if (root.Text("id") is not { Length: > 0 and <= MaxIdLength } id || root.Text("type") is not { Length: > 0 and <= MaxIdLength } type)
            return null;
        var item = root.Member("data")?.Member("object") ?? default;
        return new StripeEventEnvelope
        {
            Id = id,
            Type = type,
            ApiVersion = root.Text("api_version"),
            Created = root.Number("created") is { } seconds and > 0 and < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
            Target = TargetOf(item),
            TenantId = Guid.TryParse(item.Member("metadata")?.Text(MetadataKeys.TenantId), out var tenantId) ? tenantId : null,
            CustomerId = item.Text("object") == MirroredTypes.Customer ? item.Text("id") : item.Id("customer"),
        };
    }

    // Objects that we do not mirror lead to the mirrored one that they change.
    private static (string Type, string Id)? TargetOf(JsonElement item) => item.Text("object") switch
    {
        { } type when MirroredTypes.Contains(type) => Named(type, item.Text("id")),
        "invoice_payment" or "credit_note" => Named(MirroredTypes.Invoice, item.Id("invoice")),
        "subscription_schedule" => Named(MirroredTypes.Subscription, item.Id("subscription")),
        "discount" => Named(MirroredTypes.Subscription, item.Id("subscription")) ?? Named(MirroredTypes.Customer, item.Id("customer")),
        "tax_id" or "customer_balance_transaction" => Named(MirroredTypes.Customer, item.Id("customer")),
        _ => null,
    };

    private static (string Type, string Id)? Named(string type, string? id) => id is { Length: > 0 and <= MaxIdLength } ? (type, id) : null;
}
