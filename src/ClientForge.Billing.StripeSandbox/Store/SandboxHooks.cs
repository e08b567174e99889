using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Payments;

namespace ClientForge.Billing.StripeSandbox.Store;

/// <summary>Where one part of the sandbox listens to another, inside the same unit of work.</summary>
internal sealed class SandboxHooks
{
    /// <summary>A customer is about to be deleted: what lives from it ends first.</summary>
    public List<Action<UnitOfWork, Customer>> BeforeCustomerDeleted { get; } = [];

    /// <summary>A payment intent was settled later than its own confirmation: authenticated by the customer, confirmed by its client, or debited.</summary>
    public List<Action<UnitOfWork, PaymentOutcome>> PaymentSettled { get; } = [];

    /// <summary>A setup intent succeeded: its payment method is attached and ready.</summary>
    public List<Action<UnitOfWork, SetupIntent>> SetupSucceeded { get; } = [];

    /// <summary>A payment method left its customer: defaults that name it are cleared.</summary>
    public List<Action<UnitOfWork, PaymentMethod>> PaymentMethodDetached { get; } = [];
}
