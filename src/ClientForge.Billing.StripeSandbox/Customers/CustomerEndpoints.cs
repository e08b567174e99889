using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Time;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Customers;

/// <summary><c>/v1/customers</c>.</summary>
internal static class CustomerEndpoints
{
    public static object Create(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var clock = parameters.String("test_clock");
        var blank = new Customer
        {
            Id = Ids.New("cus"),
            Created = work.Now,
            InvoicePrefix = Ids.Random(8).ToUpperInvariant(),
            Metadata = MetadataRules.None,
        };
        var customer = CustomerParams.Read(parameters, blank);
        parameters.Done();
        if (clock is not null)
            customer = TestClockRules.Join(work, customer, clock);
        work.Save(customer);
        work.Emit("customer.created", customer);
        return customer;
    }

    public static object List(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var email = parameters.String("email");
        var clock = parameters.String("test_clock");
        var created = parameters.Range("created");
        var rows = email is not null ? work.Table<Customer>().Where("email", email)
            : clock is not null ? work.Table<Customer>().Where("test_clock", clock)
            : work.Table<Customer>().NewestFirst();
        return Paging.Page(request, rows.Where(customer =>
            !customer.IsDeleted && customer.TestClock == clock && created?.Holds(customer.Created) != false));
    }

    /// <summary>A deleted customer is answered as its stub, with 200.</summary>
    public static object Retrieve(ApiRequest request)
    {
        request.Params.Done();
        var customer = request.Target<Customer>();
        return customer.IsDeleted ? new DeletedObject(customer.Id, customer.Object) : customer;
    }

    public static object Update(ApiRequest request)
    {
        var before = Living(request);
        var customer = CustomerParams.Read(request.Params, before);
        request.Params.Done();
        request.Work.Save(customer);
        request.Work.EmitIfChanged("customer.updated", customer, before);
        return customer;
    }

    public static object Delete(ApiRequest request)
    {
        request.Params.Done();
        return CustomerDeletion.Delete(request.Work, Living(request));
    }

    /// <summary>The customer in the path, unless it was deleted.</summary>
    internal static Customer Living(ApiRequest request)
    {
        var customer = request.Target<Customer>();
        return customer.IsDeleted ? throw Errors.NoSuchInPath("customer", customer.Id, "id") : customer;
    }
}
