using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary><c>/v1/setup_intents</c>.</summary>
internal static class SetupIntentEndpoints
{
    public static object Create(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var confirms = parameters.Bool("confirm") ?? false;
        var intent = Setup.New(work, parameters.String("customer"), parameters.Word("usage", "off_session", "on_session") ?? "off_session") with
        {
            AutomaticPaymentMethods = PaymentIntentEndpoints.Automatic(parameters),
            Description = parameters.Text("description", 1000).Value,
            Metadata = parameters.Metadata(),
            PaymentMethodTypes = PaymentIntentEndpoints.Types(parameters) ?? ["card"],
        };
        var returnUrl = ReadConfirmation(parameters);
        var method = PaymentIntentEndpoints.NewMethod(work, parameters);
        parameters.Done();
        if (intent.Customer is { } customer && work.Find<Customer>(customer) is not { IsDeleted: false })
            throw Errors.NoSuchInBody("customer", customer, "customer");
        intent = work.Save(WithMethod(work, intent, method));
        work.Emit("setup_intent.created", intent);
        return confirms ? Setup.Confirm(work, intent, returnUrl) : intent;
    }

    public static object List(ApiRequest request)
    {
        var customer = request.Params.String("customer");
        var method = request.Params.String("payment_method");
        var created = request.Params.Range("created");
        var rows = customer is null
            ? request.Work.Table<SetupIntent>().NewestFirst()
            : request.Work.Table<SetupIntent>().Where("customer", customer);
        return Paging.Page(request, rows.Where(intent =>
            (method is null || intent.PaymentMethod == method) && created?.Holds(intent.Created) != false));
    }

    /// <summary>The tries of one setup intent.</summary>
    public static object ListAttempts(ApiRequest request)
    {
        var intent = request.Work.FromParam<SetupIntent>(request.Params.RequiredString("setup_intent"), "setup_intent");
        var created = request.Params.Range("created");
        return Paging.Page(request, request.Work.Table<SetupAttempt>().Where("setup_intent", intent.Id).Where(attempt => created?.Holds(attempt.Created) != false));
    }

    public static object Update(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var before = request.Target<SetupIntent>();
        var intent = before with
        {
            Customer = parameters.String("customer") ?? before.Customer,
            Description = parameters.Text("description", 1000).Or(before.Description),
            Metadata = parameters.Metadata(before.Metadata),
            PaymentMethodTypes = PaymentIntentEndpoints.Types(parameters) ?? before.PaymentMethodTypes,
        };
        var method = PaymentIntentEndpoints.NewMethod(work, parameters);
        parameters.Ignore("payment_method_options");
        parameters.Done();
        return work.Save(WithMethod(work, intent, method));
    }

    public static object Confirm(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var intent = request.Target<SetupIntent>();
        var returnUrl = ReadConfirmation(parameters);
        var method = PaymentIntentEndpoints.NewMethod(work, parameters);
        parameters.Ignore("client_secret");
        parameters.Done();
        if (intent.Status is not ("requires_payment_method" or "requires_confirmation" or "requires_action"))
            throw Setup.UnexpectedState(intent, "confirmed");
        return Setup.Confirm(work, WithMethod(work, intent, method), returnUrl);
    }

    public static object Cancel(ApiRequest request)
    {
        var reason = request.Params.Word("cancellation_reason", "abandoned", "duplicate", "requested_by_customer");
        request.Params.Done();
        var intent = request.Target<SetupIntent>();
        if (intent.Status is "succeeded" or "canceled" or "processing")
            throw Setup.UnexpectedState(intent, "canceled");
        request.Work.Unschedule(Microdeposits.DueKind, intent.Id);
        var canceled = request.Work.Save(intent with { CancellationReason = reason, NextAction = null, Status = "canceled" });
        request.Work.Emit("setup_intent.canceled", canceled);
        return canceled;
    }

    private static string? ReadConfirmation(Params parameters)
    {
        parameters.Ignore("mandate_data", "use_stripe_sdk", "payment_method_options", "single_use", "flow_directions");
        return parameters.String("return_url");
    }

    private static SetupIntent WithMethod(UnitOfWork work, SetupIntent intent, PaymentMethod? method)
    {
        if (method is null)
            return intent;
        Attachment.RequireUsable(method);
        if (method.Customer is not null && method.Customer != intent.Customer)
            throw Errors.Invalid("The payment method supplied belongs to a different customer.", "payment_method");
        if (work.Find<PaymentMethod>(method.Id) is null)
            work.Save(method);
        return intent with { PaymentMethod = method.Id, Status = "requires_confirmation" };
    }
}
