using System.Text.Json.Serialization;
using ClientForge.Billing.StripeSandbox.Payments;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Customers;

/// <summary>
/// The older way to keep a card: <c>source=tok_…</c> makes a <c>card_…</c> that is a payment method, too, and the default of last resort.
/// </summary>
internal static class CustomerSources
{
    /// <summary>Makes the card of a token the customer's own; a declining card is refused with 402.</summary>
    public static PaymentMethod Attach(UnitOfWork work, Customer customer, string token)
    {
        if (TestInstruments.ByTokenName(token) is not { Type: "card" } instrument || !token.StartsWith("tok_", StringComparison.Ordinal))
            throw Errors.NoSuchInBody("token", token, "source");
        if (work.Find<Customer>(customer.Id) is null)
            work.Save(customer);
        return Attachment.Attach(work, PaymentMethodFactory.FromInstrument(work, instrument) with { Id = Ids.New("card") }, customer.Id);
    }

    /// <summary>A default source has to be one of the customer's cards; null clears it.</summary>
    public static string? Require(UnitOfWork work, Customer customer, string? id)
    {
        if (id is null || (work.Find<PaymentMethod>(id) is { } method && method.Customer == customer.Id))
            return id;
        throw Errors.Invalid($"Customer {customer.Id} does not have a linked source with ID {id}.", "default_source", "missing");
    }

    /// <summary>The includable <c>customer.sources</c>.</summary>
    public static object Of(UnitOfWork work, Customer customer) => new StripeList<CardSource>(
        [.. work.Table<PaymentMethod>().Where("customer", customer.Id).Where(method => method.Id.StartsWith("card_", StringComparison.Ordinal)).Select(CardSource.Of)],
        $"/v1/customers/{customer.Id}/sources");
}

/// <summary>A card as the older API shows it.</summary>
internal sealed record CardSource : StripeObject
{
    public override string Object => "card";

    public string? AddressCity { get; init; }

    public string? AddressCountry { get; init; }

    [JsonPropertyName("address_line1")]
    public string? AddressLine1 { get; init; }

    [JsonPropertyName("address_line1_check")]
    public string? AddressLine1Check { get; init; }

    [JsonPropertyName("address_line2")]
    public string? AddressLine2 { get; init; }

    public string? AddressState { get; init; }

    public string? AddressZip { get; init; }

    public string? AddressZipCheck { get; init; }

    public required string Brand { get; init; }

    public required string Country { get; init; }

    [Expandable("customer")]
    public string? Customer { get; init; }

    public string? CvcCheck { get; init; }

    [JsonPropertyName("dynamic_last4")]
    public string? DynamicLast4 { get; init; }

    public required long ExpMonth { get; init; }

    public required long ExpYear { get; init; }

    public required string Fingerprint { get; init; }

    public required string Funding { get; init; }

    [JsonPropertyName("last4")]
    public required string Last4 { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public string? Name { get; init; }

    public string? RegulatedStatus { get; init; }

    public string? TokenizationMethod { get; init; }

    public static CardSource Of(PaymentMethod method) => new()
    {
        Id = method.Id,
        Brand = method.Card!.Brand switch { "visa" => "Visa", "mastercard" => "MasterCard", "amex" => "American Express", var other => other },
        Country = method.Card.Country,
        Customer = method.Customer,
        CvcCheck = method.Card.Checks.CvcCheck,
        ExpMonth = method.Card.ExpMonth,
        ExpYear = method.Card.ExpYear,
        Fingerprint = method.Card.Fingerprint,
        Funding = method.Card.Funding,
        Last4 = method.Card.Last4,
        Metadata = method.Metadata,
        Name = method.BillingDetails.Name,
    };
}
