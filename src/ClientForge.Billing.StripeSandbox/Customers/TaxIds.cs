using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Customers;

/// <summary>A tax number of a customer.</summary>
internal sealed record TaxId : StripeObject
{
    public override string Object => "tax_id";

    public string? Country { get; init; }

    public required long Created { get; init; }

    [Expandable("customer")]
    public required string Customer { get; init; }

    public string? CustomerAccount { get; init; }

    public bool Livemode { get; init; }

    public required TaxIdOwner Owner { get; init; }

    public required string Type { get; init; }

    public required string Value { get; init; }

    public TaxIdVerification Verification { get; init; } = new("pending", null, null);
}

internal sealed record TaxIdOwner([property: Expandable("customer")] string Customer, string Type, string? CustomerAccount);

internal sealed record TaxIdVerification(string Status, string? VerifiedAddress, string? VerifiedName);

/// <summary><c>/v1/customers/{id}/tax_ids</c>.</summary>
internal static class TaxIdEndpoints
{
    /// <summary>Reads a type and its value; a European number starts with its country.</summary>
    public static (string Type, string Value) Read(Params parameters)
    {
        var type = parameters.RequiredString("type", 50);
        var value = parameters.RequiredString("value", 100);
        if (type.Length < 4 || type[2] != '_' || !type.All(letter => char.IsAsciiLetterLower(letter) || letter == '_'))
            throw Errors.Parameter($"Invalid type: {type} is no type of tax ID.", parameters.Path("type"));
        if (type == "eu_vat" && (value.Length < 4 || !value[..2].All(char.IsAsciiLetterUpper)))
            throw Errors.Parameter($"Invalid value for eu_vat.", parameters.Path("value"), "tax_id_invalid");
        return (type, value);
    }

    public static TaxId Add(UnitOfWork work, Customer customer, (string Type, string Value) number)
    {
        var taxId = work.Save(new TaxId
        {
            Id = Ids.New("txi"),
            Country = number.Type == "eu_vat" ? number.Value[..2] : number.Type[..2].ToUpperInvariant(),
            Created = work.NowOn(customer.TestClock),
            Customer = customer.Id,
            Owner = new TaxIdOwner(customer.Id, "customer", null),
            Type = number.Type,
            Value = number.Value,
        });
        work.Emit("customer.tax_id.created", taxId);
        return taxId;
    }

    public static object Create(ApiRequest request)
    {
        var number = Read(request.Params);
        request.Params.Done();
        return Add(request.Work, CustomerEndpoints.Living(request), number);
    }

    public static object List(ApiRequest request) =>
        Paging.Page(request, request.Work.Table<TaxId>().Where("customer", request.Target<Customer>().Id));

    public static object Retrieve(ApiRequest request)
    {
        request.Params.Done();
        return Of(request);
    }

    public static object Delete(ApiRequest request)
    {
        request.Params.Done();
        var taxId = Of(request);
        request.Work.Delete(taxId);
        request.Work.Emit("customer.tax_id.deleted", taxId);
        return new DeletedObject(taxId.Id, taxId.Object);
    }

    private static TaxId Of(ApiRequest request)
    {
        var taxId = request.Work.FromPath<TaxId>(request.Route("tax_id"));
        return taxId.Customer == request.Id ? taxId : throw Errors.NoSuchInPath("tax ID", taxId.Id, "id");
    }
}
