using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Customers;

/// <summary>Deletes a customer with all that lives from it.</summary>
internal static class CustomerDeletion
{
    public static DeletedObject Delete(UnitOfWork work, Customer customer)
    {
        foreach (var follower in work.Store.Hooks.BeforeCustomerDeleted)
            follower(work, customer);
        var last = work.Get<Customer>(customer.Id);
        work.Save(last with { IsDeleted = true });
        work.Emit("customer.deleted", last);
        return new DeletedObject(customer.Id, customer.Object);
    }
}
