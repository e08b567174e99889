using System.Runtime.CompilerServices;
using System.Text.Json;
using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Payments;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Search;

/// <summary>The search endpoints; what is found is up to date at once, where Stripe lags up to a minute.</summary>
internal sealed class SearchModule : ISandboxModule
{
    private const int DefaultLimit = 10;

    /// <summary>Rows are immutable: each is rendered for searching once.</summary>
    private static readonly ConditionalWeakTable<StripeObject, Searched> Rendered = [];

    public void Register(SandboxBuilder sandbox)
    {
        Add<Customer>(sandbox, "customers", "created email metadata name phone");
        Add<Charge>(sandbox, "charges", "amount created currency customer disputed metadata payment_method_details.card.last4 " +
            "payment_method_details.card.brand payment_method_details.card.fingerprint refunded status");
        Add<Invoice>(sandbox, "invoices", "created currency customer metadata number receipt_number subscription status total last_finalization_error");
        Add<PaymentIntent>(sandbox, "payment_intents", "amount created currency customer metadata status");
        Add<Price>(sandbox, "prices", "active created currency lookup_key metadata product type");
        Add<Product>(sandbox, "products", "active created description metadata name shippable url");
        Add<Subscription>(sandbox, "subscriptions", "created metadata status canceled_at customer");
    }

    private static void Add<T>(SandboxBuilder sandbox, string collection, string fields)
        where T : StripeObject
    {
        var allowed = fields.Split(' ');
        sandbox.Get($"/v1/{collection}/search", request => Search<T>(request, collection, allowed));
    }

    private static SearchResult<T> Search<T>(ApiRequest request, string collection, string[] allowed)
        where T : StripeObject
    {
        var parameters = request.Params;
        var query = SearchQuery.Parse(parameters.RequiredString("query"));
        var limit = (int)(parameters.Long("limit", 1, 100) ?? DefaultLimit);
        var page = parameters.String("page");
        var counts = parameters.Strings("expand", 100).Value?.Contains("total_count") == true;
        parameters.Done();
        if (query.Fields.FirstOrDefault(field => !allowed.Contains(field)) is { } unknown)
            throw Errors.Parameter($"Field `{unknown}` is an unsupported search field for resource `{collection}`.", "query");
        var found = request.Work.Table<T>().NewestFirst()
            .Where(row => row is not IMayBeDeleted { IsDeleted: true } && query.Matches(Rendered.GetValue(row, Render).Json));
        long? total = counts ? found.LongCount() : null;
        if (page is not null)
            found = found.SkipWhile(row => row.Id != page).Skip(1);
        var rows = found.Take(limit + 1).ToList();
        var more = rows.Count > limit;
        return new SearchResult<T>(more ? rows[..limit] : rows, request.Path)
        {
            HasMore = more,
            TotalCount = total,
            NextPage = more ? rows[limit - 1].Id : null,
        };
    }

    /// <summary>The row as it is searched: an invoice is found by its subscription, too, which it only shows deeper.</summary>
    private static Searched Render(StripeObject row)
    {
        var body = JsonSerializer.SerializeToNode(row, row.GetType(), StripeJson.Compact)!.AsObject();
        if (row is Invoice invoice)
            body["subscription"] = invoice.SubscriptionId();
        return new(JsonSerializer.SerializeToElement(body));
    }

    private sealed record Searched(JsonElement Json);
}
