using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>Ties payment methods to customers.</summary>
internal static class Attachment
{
    /// <summary>
    /// Attaches and emits <c>payment_method.attached</c>. Attaching again to the same customer changes nothing; another customer's, a detached one
    /// or a declining card is refused.
    /// </summary>
    public static PaymentMethod Attach(UnitOfWork work, PaymentMethod method, string customerId)
    {
        if (method.Customer == customerId)
            return method;
        if (work.Find<Customer>(customerId) is not { IsDeleted: false } customer)
            throw Errors.NoSuchInBody("customer", customerId, "customer");
        if (method.Customer is not null)
            throw Errors.Invalid("The payment method you provided has already been attached to a customer.", "payment_method");
        RequireUsable(method);
        var instrument = TestInstruments.Of(method);
        if (instrument is { DeclinesOnAttach: true, Decline: { } decline } && !(instrument.NeedsCvc && method.Card?.Checks.CvcCheck is null))
            throw ToError(decline, method);
        var attached = work.Save(method with { Customer = customer.Id, TestClock = customer.TestClock });
        work.Emit("payment_method.attached", attached);
        return attached;
    }

    /// <summary>Detaches for good; defaults that name the payment method are cleared.</summary>
    public static PaymentMethod Detach(UnitOfWork work, PaymentMethod method)
    {
        if (method.Customer is not { } owner)
        {
            throw Errors.Invalid(
                "The payment method you provided is not attached to a customer so detachment is impossible.", "payment_method");
        }

        var detached = work.Save(method with { Customer = null, WasDetached = true });
        work.Emit("payment_method.detached", detached, method);
        if (work.Find<Customer>(owner) is { IsDeleted: false } customer)
        {
            var settings = customer.InvoiceSettings;
            var changed = work.Save(customer with
            {
                DefaultSource = customer.DefaultSource == method.Id ? null : customer.DefaultSource,
                InvoiceSettings = settings.DefaultPaymentMethod == method.Id ? settings with { DefaultPaymentMethod = null } : settings,
            });
            work.EmitIfChanged("customer.updated", changed, customer);
        }


        foreach (var listener in work.Store.Hooks.PaymentMethodDetached)
            listener(work, detached);
        return detached;
    }

    /// <summary>Refuses a payment method that was detached once.</summary>
    public static void RequireUsable(PaymentMethod method)
    {
        if (method.WasDetached)
        {
            throw Errors.Invalid(
                "This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.",
                "payment_method");
        }
    }

    private static StripeError ToError(Decline decline, PaymentMethod method) => new(402, decline.Message)
    {
        Type = "card_error",
        Code = decline.Code,
        DeclineCode = decline.DeclineCode,
        AdviceCode = decline.AdviceCode,
        PaymentMethod = method,
    };
}
