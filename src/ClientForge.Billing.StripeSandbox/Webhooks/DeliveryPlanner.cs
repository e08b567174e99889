using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Webhooks;

/// <summary>Decides which endpoints an event goes to.</summary>
internal static class DeliveryPlanner
{
    public static StripeEvent Plan(UnitOfWork work, StripeEvent emitted) => work.Save(emitted);
}
