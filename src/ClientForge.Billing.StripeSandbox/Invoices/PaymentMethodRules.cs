using ClientForge.Billing.StripeSandbox.Payments;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>Which payment methods may pay for a customer.</summary>
internal static class PaymentMethodRules
{
    /// <summary>The method a parameter names, if it is attached to the customer.</summary>
    public static PaymentMethod RequireUsable(UnitOfWork work, string id, string customer, string param)
    {
        var method = PaymentMethodFactory.Resolve(work, id, param);
        return method.Customer == customer
            ? method
            : throw Errors.Invalid(
                $"The customer does not have a payment method with the ID {id}. The payment method must be attached to the customer.",
                param,
                "resource_missing");
    }
}
