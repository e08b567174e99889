using ClientForge.Billing.Data;
using ClientForge.Billing.Data.PaymentMethods;
using ClientForge.Billing.Services.Customers;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.StripeApi;

namespace ClientForge.Billing.Services.PaymentMethods;

/// <summary>A payment method with its details in clear, to be shown and then forgotten.</summary>
public sealed record PaymentMethodView(PaymentMethodRow Row, CardDetails Details);

/// <summary>A tenant's payment methods.</summary>
public sealed class PaymentMethodsService(
    Database database,
    PaymentMethodRepository paymentMethods,
    StripeService stripeService,
    DefaultPaymentMethod defaults,
    PaymentMethodVerification verification,
    CardVault vault)
{
    /// <summary>Those that are attached, newest first.</summary>
    public Task<IReadOnlyList<PaymentMethodView>> GetPaymentMethodsAsync(Guid tenantId, CancellationToken cancellationToken) => database.InTenantAsync<IReadOnlyList<PaymentMethodView>>(
        tenantId,
        async work => [.. (await paymentMethods.ListAttachedAsync(work, tenantId)).Select(View)],
        cancellationToken);

    /// <summary>Attaches a payment method; the first one becomes the default whether asked for or not.</summary>
    /// <exception cref="BillingException">402 when the bank refuses it; 422 <c>payment_method_not_found</c>; 409; 502.</exception>
    public async Task<PaymentMethodView> AddPaymentMethodAsync(RequestContext context, string stripePaymentMethodId, bool setDefault, CancellationToken cancellationToken)
    {
        var attached = await stripeService.AttachPaymentMethodAsync(context, stripePaymentMethodId, cancellationToken);
        var row = await FindByStripeAsync(context.TenantId, attached, cancellationToken);
        var customer = await stripeService.GetCustomerAsync(context.TenantId, cancellationToken);
        if (setDefault || customer?.DefaultPaymentMethodId is null)
            await defaults.SetAsync(context, row, cancellationToken);
        return View(await FindByStripeAsync(context.TenantId, attached, cancellationToken));
    }

    /// <summary>Detaches a payment method for good.</summary>
    /// <exception cref="BillingException">
    /// 404 <c>payment_method_not_found</c>; 409 <c>last_payment_method</c>: a subscription that is due to charge would be left without any.
    /// </exception>
    public async Task RemovePaymentMethodAsync(RequestContext context, Guid paymentMethodId, CancellationToken cancellationToken)
    {
        var tenantId = context.TenantId;
        var row = await database.InTenantAsync(
            tenantId,
            async work =>
            {
                await work.LockTenantAsync(tenantId, "payment_method");
                var found = await GetAsync(work, tenantId, paymentMethodId);
                var others = (await paymentMethods.ListAttachedAsync(work, tenantId)).Count(other => other.Id != paymentMethodId && other.Status == "active");
                if (others == 0)
                    await defaults.EnsureNotNeededAsync(work, tenantId);
                return found;
            },
            cancellationToken);
        await stripeService.DetachPaymentMethodAsync(context, row.StripePaymentMethodId, cancellationToken);
        await defaults.ForgetAsync(context, row, cancellationToken);
    }

    /// <summary>Makes a payment method the one that is charged: by the customer, its subscription and its open invoices.</summary>
    /// <exception cref="BillingException">404 <c>payment_method_not_found</c>; 409; 502.</exception>
    public async Task<PaymentMethodView> SetDefaultPaymentMethodAsync(RequestContext context, Guid paymentMethodId, CancellationToken cancellationToken)
    {
        var row = await database.InTenantAsync(context.TenantId, work => GetAsync(work, context.TenantId, paymentMethodId), cancellationToken);
        await defaults.SetAsync(context, row, cancellationToken);
        return View(await FindByStripeAsync(context.TenantId, row.StripePaymentMethodId, cancellationToken));
    }

    /// <summary>Asks the bank, without a charge, whether it may be charged off session; 3-D Secure where the bank wants it.</summary>
    /// <exception cref="BillingException">404 <c>payment_method_not_found</c>; 409; 502.</exception>
    public async Task<VerificationResult> VerifyPaymentMethodAsync(RequestContext context, Guid paymentMethodId, CancellationToken cancellationToken)
    {
        var row = await database.InTenantAsync(context.TenantId, work => GetAsync(work, context.TenantId, paymentMethodId), cancellationToken);
        return await verification.VerifyAsync(context, row, cancellationToken);
    }

    private async Task<PaymentMethodRow> GetAsync(Work work, Guid tenantId, Guid paymentMethodId) =>
        await paymentMethods.FindAttachedAsync(work, tenantId, paymentMethodId)
        ?? throw BillingException.NotFound("payment_method_not_found", "There is no such payment method.");

    private async Task<PaymentMethodRow> FindByStripeAsync(Guid tenantId, string stripePaymentMethodId, CancellationToken cancellationToken) =>
        await database.InTenantAsync(tenantId, work => paymentMethods.FindByStripeAsync(work, tenantId, stripePaymentMethodId), cancellationToken)
        ?? throw StripeErrors.OutcomeUnknown();

    private PaymentMethodView View(PaymentMethodRow row) => new(row, vault.Open(row));
}
