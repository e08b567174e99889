using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>Whether those who listen have acknowledged that a draft exists: until then its finalization waits.</summary>
internal static class InvoiceAcknowledgement
{
    public static bool IsMissing(UnitOfWork work, Invoice draft) => work.Find<StripeEvent>(draft.Id) is not null;
}
