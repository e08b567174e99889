using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary><c>/v1/payment_intents</c>: create, update, list.</summary>
internal static class PaymentIntentEndpoints
{
    internal static readonly string[] MethodTypes = ["card", "sepa_debit", "us_bank_account", "link", "ideal", "bancontact", "klarna"];

    public static object Create(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var currency = parameters.RequiredCurrency("currency");
        var amount = parameters.RequiredLong("amount", 1);
        var confirms = parameters.Bool("confirm") ?? false;
        var intent = Read(parameters, new PaymentIntent
        {
            Id = Ids.New("pi"),
            Amount = amount,
            AutomaticPaymentMethods = Automatic(parameters),
            CaptureMethod = parameters.Word("capture_method", "automatic", "automatic_async", "manual") ?? "automatic_async",
            ClientSecret = "",
            ConfirmationMethod = parameters.Word("confirmation_method", "automatic", "manual") ?? "automatic",
            Created = work.Now,
            Currency = currency,
            Metadata = MetadataRules.None,
            PaymentMethodTypes = ["card"],
            Status = "requires_payment_method",
        });
        intent = intent with { ClientSecret = $"{intent.Id}_secret_{Ids.Random(25)}" };
        var confirmation = ReadConfirmation(parameters);
        var method = NewMethod(work, parameters);
        parameters.Done();
        CurrencyCodes.RequireChargeable(amount, currency, "amount");
        if (!confirms && confirmation.IsGiven)
            throw Errors.Parameter("You may only specify this parameter when confirm=true.", "off_session");
        intent = WithCustomer(work, intent);
        intent = WithMethod(work, intent, method);
        work.Save(intent);
        work.Emit("payment_intent.created", intent);
        return confirms ? PaymentIntentActions.Run(work, intent, confirmation.Options) : intent;
    }

    public static object Update(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var before = request.Target<PaymentIntent>();
        var intent = Read(parameters, before) with
        {
            Amount = parameters.Long("amount", 1) ?? before.Amount,
            Currency = parameters.Currency("currency") ?? before.Currency,
        };
        var method = NewMethod(work, parameters);
        parameters.Done();
        CurrencyCodes.RequireChargeable(intent.Amount, intent.Currency, "amount");
        var onlyNotes = intent == before with { Metadata = intent.Metadata, Description = intent.Description };
        if (before.Status is "succeeded" or "canceled" or "processing" && !(onlyNotes && method is null))
            throw PaymentIntentActions.UnexpectedState(before, "updated");
        intent = WithMethod(work, WithCustomer(work, intent), method);
        return work.Save(intent);
    }

    public static object List(ApiRequest request)
    {
        var customer = request.Params.String("customer");
        var created = request.Params.Range("created");
        var rows = customer is null
            ? request.Work.Table<PaymentIntent>().NewestFirst()
            : request.Work.Table<PaymentIntent>().Where("customer", customer);
        return Paging.Page(request, rows.Where(intent => created?.Holds(intent.Created) != false));
    }

    /// <summary>The options of a confirmation, and whether any was sent.</summary>
    internal static (ConfirmOptions Options, bool IsGiven) ReadConfirmation(Params parameters)
    {
        parameters.Ignore("mandate", "mandate_data", "use_stripe_sdk", "radar_options");
        var offSession = parameters.String("off_session") switch
        {
            null => (bool?)null,
            "one_off" or "recurring" => true,
            _ => parameters.Bool("off_session"),
        };
        var returnUrl = parameters.String("return_url");
        var options = new ConfirmOptions(offSession ?? false, parameters.Bool("error_on_requires_action") ?? false, returnUrl);
        return (options, offSession is not null);
    }

    /// <summary>The payment method of <c>payment_method</c> or <c>payment_method_data</c>; the second is new and not saved.</summary>
    internal static PaymentMethod? NewMethod(UnitOfWork work, Params parameters)
    {
        parameters.Exclusive("payment_method", "payment_method_data");
        if (parameters.Hash("payment_method_data") is { } data)
            return PaymentMethodFactory.Read(work, data);
        return parameters.String("payment_method") is { } id ? PaymentMethodFactory.Resolve(work, id) : null;
    }

    internal static PaymentIntent WithMethod(UnitOfWork work, PaymentIntent intent, PaymentMethod? method)
    {
        if (method is null)
            return intent;
        Attachment.RequireUsable(method);
        if (method.Customer is not null && method.Customer != intent.Customer)
        {
            throw Errors.Invalid(
                $"The PaymentMethod {method.Id} belongs to a customer. Please include the Customer in the `customer` parameter on the PaymentIntent.",
                "payment_method",
                "payment_intent_incompatible_payment_method");
        }

        if (work.Find<PaymentMethod>(method.Id) is null)
            work.Save(method);
        var types = intent.PaymentMethodTypes.Contains(method.Type) ? intent.PaymentMethodTypes : [.. intent.PaymentMethodTypes, method.Type];
        return intent with
        {
            PaymentMethod = method.Id,
            PaymentMethodTypes = types,
            Status = intent.Status == "requires_payment_method" ? "requires_confirmation" : intent.Status,
        };
    }

    private static PaymentIntent WithCustomer(UnitOfWork work, PaymentIntent intent)
    {
        if (intent.Customer is not { } id)
            return intent;
        return work.Find<Customer>(id) is { IsDeleted: false } customer
            ? intent with { TestClock = customer.TestClock }
            : throw Errors.NoSuchInBody("customer", id, "customer");
    }

    private static PaymentIntent Read(Params parameters, PaymentIntent current)
    {
        parameters.Ignore("payment_method_options", "payment_details", "amount_details", "hooks", "transfer_group", "excluded_payment_method_types");
        return current with
        {
            Customer = parameters.String("customer") ?? current.Customer,
            Description = parameters.Text("description", 1000).Or(current.Description),
            Metadata = parameters.Metadata(current.Metadata),
            PaymentMethodTypes = Types(parameters) ?? current.PaymentMethodTypes,
            ReceiptEmail = parameters.Text("receipt_email").Or(current.ReceiptEmail),
            SetupFutureUsage = parameters.WordOrUnset("setup_future_usage", "off_session", "on_session").Or(current.SetupFutureUsage),
            Shipping = parameters.Shipping(current.Shipping),
            StatementDescriptor = parameters.Text("statement_descriptor", 22).Or(current.StatementDescriptor),
            StatementDescriptorSuffix = parameters.Text("statement_descriptor_suffix", 22).Or(current.StatementDescriptorSuffix),
        };
    }

    internal static IReadOnlyList<string>? Types(Params parameters)
    {
        var types = parameters.Strings("payment_method_types", 20).Value ?? parameters.Strings("allowed_payment_method_types", 20).Value;
        return types is null || types.All(MethodTypes.Contains)
            ? types
            : throw Errors.NotAmong("payment_method_types", MethodTypes);
    }

    internal static AutomaticPaymentMethods? Automatic(Params parameters)
    {
        if (parameters.Hash("automatic_payment_methods") is not { } hash)
            return null;
        var enabled = hash.Bool("enabled") ?? throw Errors.Missing(hash.Path("enabled"));
        return new AutomaticPaymentMethods(enabled, hash.Word("allow_redirects", "always", "never") ?? "always");
    }
}
