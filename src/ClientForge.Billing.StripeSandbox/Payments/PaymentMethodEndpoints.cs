using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary><c>/v1/payment_methods</c> and the list of a customer's.</summary>
internal static class PaymentMethodEndpoints
{
    public static object Create(ApiRequest request)
    {
        var method = PaymentMethodFactory.Read(request.Work, request.Params);
        request.Params.Done();
        return request.Work.Save(method);
    }

    public static object Retrieve(ApiRequest request)
    {
        request.Params.Done();
        return request.Target<PaymentMethod>();
    }

    public static object List(ApiRequest request)
    {
        var customer = request.Params.String("customer");
        var type = request.Params.String("type");
        var rows = customer is null ? request.Work.Table<PaymentMethod>().NewestFirst() : OfCustomer(request.Work, customer);
        return Paging.Page(request, rows.Where(method => type is null || method.Type == type));
    }

    public static object ListOfCustomer(ApiRequest request)
    {
        var type = request.Params.String("type");
        request.Params.Ignore("allow_redisplay");
        var customer = CustomerEndpoints.Living(request);
        var rows = request.Work.Table<PaymentMethod>().Where("customer", customer.Id);
        return Paging.Page(request, rows.Where(method => type is null || method.Type == type));
    }

    public static object RetrieveOfCustomer(ApiRequest request)
    {
        request.Params.Done();
        var method = request.Work.FromPath<PaymentMethod>(request.Route("method"));
        return method.Customer == request.Id ? method : throw Errors.NoSuchInPath("PaymentMethod", method.Id, "payment_method");
    }

    public static object Update(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var before = request.Target<PaymentMethod>();
        var method = before with
        {
            AllowRedisplay = parameters.Word("allow_redisplay", "always", "limited", "unspecified") ?? before.AllowRedisplay,
            BillingDetails = PaymentMethodFactory.Billing(parameters, before.BillingDetails),
            Card = Card(parameters, before.Card),
            Metadata = parameters.Metadata(before.Metadata),
        };
        parameters.Done();
        if (before.Customer is null)
            throw Errors.Invalid("You must save this PaymentMethod to a customer before you can update it.", "payment_method");
        work.Save(method);
        work.EmitIfChanged("payment_method.updated", method, before);
        return method;
    }

    public static object Attach(ApiRequest request)
    {
        var customer = request.Params.RequiredString("customer");
        request.Params.Done();
        var method = request.Work.Find<PaymentMethod>(request.Id) is null && TestInstruments.ByTokenName(request.Id) is not null
            ? PaymentMethodFactory.Resolve(request.Work, request.Id)
            : request.Target<PaymentMethod>();
        return Attachment.Attach(request.Work, method, customer);
    }

    public static object Detach(ApiRequest request)
    {
        request.Params.Done();
        return Attachment.Detach(request.Work, request.Target<PaymentMethod>());
    }

    private static IReadOnlyList<PaymentMethod> OfCustomer(UnitOfWork work, string customer) =>
        work.Find<Customer>(customer) is { IsDeleted: false }
            ? work.Table<PaymentMethod>().Where("customer", customer)
            : throw Errors.NoSuchInBody("customer", customer, "customer");

    private static CardDetails? Card(Params parameters, CardDetails? current)
    {
        if (parameters.Hash("card") is not { } hash)
            return current;
        if (current is null)
            throw Errors.Invalid("This payment method is no card.", "card");
        hash.Ignore("networks");
        return current with
        {
            ExpMonth = hash.Long("exp_month", 1, 12) ?? current.ExpMonth,
            ExpYear = CardRules.FullYear(hash.Long("exp_year", 0, 9999) ?? current.ExpYear),
        };
    }
}
