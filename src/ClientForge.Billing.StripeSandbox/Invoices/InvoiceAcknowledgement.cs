using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Webhooks;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>Whether those who listen have acknowledged that a draft exists: until then its finalization waits.</summary>
internal static class InvoiceAcknowledgement
{
    public static bool IsMissing(UnitOfWork work, Invoice draft) => DeliveryPlanner.IsUnacknowledged(work, "invoice.created", draft.Id);
}
