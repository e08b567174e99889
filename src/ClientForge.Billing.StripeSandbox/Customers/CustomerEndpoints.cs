using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Payments;
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
        var balance = customer.Balance;
        var method = parameters.String("payment_method");
        var source = parameters.String("source");
        var taxIds = parameters.Hashes("tax_id_data", 5).Value?.Select(TaxIdEndpoints.Read).ToList() ?? [];
        parameters.Done();
        CustomerTax.RequireLocation(parameters, customer);
        if (clock is not null)
            customer = TestClockRules.Join(work, customer, clock);
        var wanted = customer.InvoiceSettings;
        customer = work.Save(customer with { InvoiceSettings = wanted with { DefaultPaymentMethod = null } });
        if (method is not null)
            method = Attachment.Attach(work, PaymentMethodFactory.Resolve(work, method), customer.Id).Id;
        if (wanted.DefaultPaymentMethod is { } chosen)
            customer = WithDefault(work, customer, TestInstruments.ByTokenName(chosen) is null ? chosen : method ?? chosen);
        if (source is not null)
            customer = customer with { DefaultSource = CustomerSources.Attach(work, customer, source).Id };
        work.Save(customer);
        work.Emit("customer.created", customer);
        foreach (var taxId in taxIds)
            TaxIdEndpoints.Add(work, customer, taxId);
        if (balance != 0)
            CustomerBalance.RecordInitial(work, customer);
        return work.Get<Customer>(customer.Id);
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
        var source = request.Params.String("source");
        var defaultSource = request.Params.Text("default_source");
        request.Params.Done();
        CustomerTax.RequireLocation(request.Params, customer);
        if (source is not null)
            customer = customer with { DefaultSource = CustomerSources.Attach(request.Work, customer, source).Id };
        else if (defaultSource.IsGiven)
            customer = customer with { DefaultSource = CustomerSources.Require(request.Work, customer, defaultSource.Value) };
        if (customer.InvoiceSettings.DefaultPaymentMethod is { } method && method != before.InvoiceSettings.DefaultPaymentMethod)
            customer = WithDefault(request.Work, customer, method);
        request.Work.Save(customer);
        request.Work.EmitIfChanged("customer.updated", customer, before);
        return customer;
    }

    public static object DeleteDiscount(ApiRequest request)
    {
        request.Params.Done();
        var before = Living(request);
        if (before.Discount is not { } discount)
            throw Errors.Invalid("No active discount for customer: " + before.Id, null, "resource_missing");
        var customer = request.Work.Save(before with { Discount = null });
        request.Work.Emit("customer.discount.deleted", discount);
        request.Work.EmitIfChanged("customer.updated", customer, before);
        return discount with { Deleted = true };
    }

    public static object Delete(ApiRequest request)
    {
        request.Params.Done();
        return CustomerDeletion.Delete(request.Work, Living(request));
    }

    /// <summary>The default payment method has to be the customer's own.</summary>
    private static Customer WithDefault(UnitOfWork work, Customer customer, string methodId)
    {
        var method = PaymentMethodFactory.Resolve(work, methodId, "invoice_settings[default_payment_method]");
        if (method.Customer != customer.Id)
        {
            throw Errors.Invalid(
                $"The customer does not have a payment method with the ID {methodId}. The payment method must be attached to the customer.",
                "invoice_settings[default_payment_method]",
                "resource_missing");
        }

        return customer with { InvoiceSettings = customer.InvoiceSettings with { DefaultPaymentMethod = method.Id } };
    }

    /// <summary>The customer in the path, unless it was deleted.</summary>
    internal static Customer Living(ApiRequest request)
    {
        var customer = request.Target<Customer>();
        return customer.IsDeleted ? throw Errors.NoSuchInPath("customer", customer.Id, "id") : customer;
    }
}
