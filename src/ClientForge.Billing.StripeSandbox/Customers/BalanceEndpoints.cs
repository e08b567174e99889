using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Customers;

/// <summary><c>/v1/customers/{id}/balance_transactions</c>.</summary>
internal static class BalanceEndpoints
{
    public static object Create(ApiRequest request)
    {
        var parameters = request.Params;
        var amount = parameters.RequiredLong("amount", -999_999_999_999, 999_999_999_999);
        var currency = parameters.RequiredCurrency("currency");
        var description = parameters.String("description", 350);
        var metadata = parameters.Metadata();
        parameters.Done();
        var customer = CustomerEndpoints.Living(request);
        CustomerBalance.Apply(request.Work, new BalanceChange
        {
            Amount = amount, Currency = currency, Customer = customer.Id, Description = description, Metadata = metadata, Type = "adjustment",
        });
        return request.Work.Table<CustomerBalanceTransaction>().Where("customer", customer.Id)[0];
    }

    public static object List(ApiRequest request)
    {
        request.Params.Ignore("created", "invoice");
        return Paging.Page(request, request.Work.Table<CustomerBalanceTransaction>().Where("customer", request.Target<Customer>().Id));
    }

    public static object Retrieve(ApiRequest request)
    {
        request.Params.Done();
        return Of(request);
    }

    public static object Update(ApiRequest request)
    {
        var before = Of(request);
        var transaction = before with
        {
            Description = request.Params.Text("description", 350).Or(before.Description),
            Metadata = request.Params.Metadata(before.Metadata),
        };
        request.Params.Done();
        return request.Work.Save(transaction);
    }

    private static CustomerBalanceTransaction Of(ApiRequest request)
    {
        var transaction = request.Work.FromPath<CustomerBalanceTransaction>(request.Route("transaction"));
        return transaction.Customer == request.Id
            ? transaction
            : throw Errors.NoSuchInPath("customer balance transaction", transaction.Id, "id");
    }
}
