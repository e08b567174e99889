using System.Globalization;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.PaymentMethods;

namespace ClientForge.Billing.Services.Dunning;

/// <summary>A payment method that may be charged instead of the default one.</summary>
/// <param name="StripePaymentMethodId">Stripe's id.</param>
/// <param name="Reason">Whose consent it is, for the log of tries.</param>
public sealed record AgreedBackup(string StripePaymentMethodId, string Reason);

/// <summary>Finds the payment method that a tenant has agreed to be charged with when the default one fails for good.</summary>
public sealed class BackupPayer(Database database, BackupPaymentMethodRepository backups, PaymentMethodRepository paymentMethods)
{
    /// <returns>Null without a consent, and when the backup has become the default itself.</returns>
    public Task<AgreedBackup?> FindAsync(Guid tenantId, CancellationToken cancellationToken) => database.InTenantAsync(
        tenantId,
        async work => await backups.FindAsync(work, tenantId) is { } consent
            && await paymentMethods.FindAttachedAsync(work, tenantId, consent.PaymentMethodId) is { IsDefault: false } method
                ? new AgreedBackup(
                    method.StripePaymentMethodId,
                    string.Create(CultureInfo.InvariantCulture, $"consent of {consent.ConsentedBy} on {consent.ConsentedAt:yyyy-MM-dd}"))
                : null,
        cancellationToken);
}
