using ClientForge.Billing.Data;
using ClientForge.Billing.Data.PaymentMethods;
using ClientForge.Billing.Services.Audit;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.PaymentMethods;

/// <summary>
/// The payment method that is charged when the default one fails for good. Card networks' rules and the payer's trust want his
/// consent to that, so there is none without it, and its words are kept.
/// </summary>
public sealed class BackupPaymentMethods(
    Database database, BackupPaymentMethodRepository backups, PaymentMethodRepository paymentMethods, AuditTrail audit, TimeProvider time)
{
    /// <summary>The consent in force; null when there is none, or its payment method is gone.</summary>
    public Task<BackupConsentRow?> FindAsync(Guid tenantId, CancellationToken cancellationToken) =>
        database.InTenantAsync(tenantId, work => backups.FindAsync(work, tenantId), cancellationToken);

    /// <summary>Records the payer's consent; it takes the place of an earlier one.</summary>
    /// <param name="context">Of the person who consents.</param>
    /// <param name="paymentMethodId">One of the tenant's.</param>
    /// <param name="statement">What the payer was shown.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BillingException">404 <c>payment_method_not_found</c>; 409 <c>payment_method_is_default</c>; 422 <c>consent_required</c>.</exception>
    public Task<BackupConsentRow> ConsentAsync(RequestContext context, Guid paymentMethodId, string? statement, CancellationToken cancellationToken) => database.InTenantAsync(
        context.TenantId,
        async work =>
        {
            await work.LockTenantAsync(context.TenantId, "payment_methods");
            var method = await paymentMethods.FindAttachedAsync(work, context.TenantId, paymentMethodId)
                ?? throw BillingException.NotFound("payment_method_not_found", "There is no such payment method.");
            if (string.IsNullOrWhiteSpace(statement))
                throw BillingException.Invalid("consent_required", "statement", "Say what the payer was shown and agreed to.");
            if (method.IsDefault)
                throw BillingException.Conflict("payment_method_is_default", "It is the default payment method, and cannot stand in for itself.");
            var consent = new BackupConsentRow
            {
                TenantId = context.TenantId,
                PaymentMethodId = paymentMethodId,
                Statement = statement,
                ConsentedBy = context.Actor,
                ConsentedAt = time.GetUtcNow(),
            };
            await backups.SetAsync(work, consent);
            await TellAsync(work, context, "payment_method.backup_consented", consent);
            return consent;
        },
        cancellationToken);

    /// <summary>Takes the consent back.</summary>
    /// <exception cref="BillingException">404 <c>backup_not_found</c>.</exception>
    public Task RevokeAsync(RequestContext context, CancellationToken cancellationToken) => database.InTenantAsync(
        context.TenantId,
        async work =>
        {
            var consent = await backups.FindAsync(work, context.TenantId) ?? throw BillingException.NotFound("backup_not_found", "There is no backup payment method.");
            await backups.RemoveAsync(work, context.TenantId);
            await TellAsync(work, context, "payment_method.backup_revoked", consent);
        },
        cancellationToken);

    private Task TellAsync(Work work, RequestContext context, string action, BackupConsentRow consent) => audit.AppendAsync(work, new AuditedChange
    {
        TenantId = context.TenantId,
        Actor = context.Actor,
        Action = action,
        ObjectType = "payment_method",
        ObjectId = consent.PaymentMethodId.ToString(),
        After = new { consent.Statement, consent.ConsentedBy, consent.ConsentedAt },
        Reason = context.Reason,
        TraceId = context.TraceId,
    });
}
