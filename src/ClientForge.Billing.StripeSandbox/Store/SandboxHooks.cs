using ClientForge.Billing.StripeSandbox.Customers;

namespace ClientForge.Billing.StripeSandbox.Store;

/// <summary>Where one part of the sandbox listens to another, inside the same unit of work.</summary>
internal sealed class SandboxHooks
{
    /// <summary>A customer is about to be deleted: what lives from it ends first.</summary>
    public List<Action<UnitOfWork, Customer>> BeforeCustomerDeleted { get; } = [];
}
