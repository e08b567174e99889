using ClientForge.Billing.Data;
using ClientForge.Billing.Data.PaymentMethods;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Customers;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>Checks an order and gathers all that a new subscription is made of; charges nothing.</summary>
public sealed class SubscriptionPreparation(
    Database database, SubscriptionOrderReads reads, PlanTerms plans, CouponCodes coupons, SubscriptionTaxes taxes, StripeService stripeService)
{
    internal static BillingException PaymentMethodRequired() =>
        BillingException.Invalid("payment_method_required", "paymentMethodId", "There is no payment method to charge. Add one, or name one.");

    internal async Task<CreateParts> PrepareAsync(RequestContext context, SubscribeOrder order, CancellationToken cancellationToken)
    {
        var known = await stripeService.GetCustomerAsync(context.TenantId, cancellationToken);
        var terms = await plans.ForNewAsync(order, known?.Currency, cancellationToken);
        if (known?.Currency is { } currency && currency != terms.Price.Currency)
            throw BillingException.Invalid("currency_mismatch", "currency", $"The account is billed in {currency}, and Stripe bills a customer in one currency only.");
        var coupon = await coupons.FindAsync(order.CouponCode, terms.Price.Currency, cancellationToken);
        var (trialDays, owned) = await database.InTenantAsync(
            context.TenantId,
            async work => (
                order.TrialDays ?? (await reads.HasSubscribedAsync(work, context.TenantId) ? 0 : terms.Plan.TrialDays),
                await reads.FindPaymentMethodAsync(work, context.TenantId, order.PaymentMethodId)),
            cancellationToken);
        if (order.PaymentMethodId is null && known?.DefaultPaymentMethodId is null && trialDays == 0 && coupon is null && terms.Price.UnitAmount > 0)
            throw PaymentMethodRequired();

        var customer = await stripeService.CreateCustomerAsync(context, order.Email, order.Name, metadata: null, cancellationToken);
        var paymentMethod = owned ?? (order.PaymentMethodId is { } named
            ? await stripeService.AttachPaymentMethodAsync(context, named, cancellationToken)
            : null);
        return new CreateParts
        {
            TenantId = context.TenantId,
            StripeCustomerId = customer.StripeCustomerId,
            Terms = terms,
            TrialDays = trialDays,
            PaymentMethod = paymentMethod,
            Coupon = coupon,
            TaxRates = await taxes.RatesForAsync(customer, cancellationToken),
        };
    }
}

/// <summary>What an order is checked against in our own tables.</summary>
public sealed class SubscriptionOrderReads(SubscriptionRepository subscriptions, PaymentMethodRepository paymentMethods)
{
    /// <summary>Whether the tenant has had a subscription that began: a plan's trial is for newcomers.</summary>
    public async Task<bool> HasSubscribedAsync(Work work, Guid tenantId) => await subscriptions.FindCurrentAsync(work, tenantId) is { HasBegun: true };

    /// <returns>Stripe's id of a payment method that is attached already; null when Stripe's id of another one was given, or none.</returns>
    /// <exception cref="BillingException">422 <c>payment_method_not_found</c>: no payment method of the tenant has that id of ours.</exception>
    public async Task<string?> FindPaymentMethodAsync(Work work, Guid tenantId, string? named)
    {
        if (named is null)
            return null;
        if (!Guid.TryParse(named, out var id))
            return (await paymentMethods.FindByStripeAsync(work, tenantId, named)) is { Status: not "detached" } attached ? attached.StripePaymentMethodId : null;
        var row = await paymentMethods.FindAttachedAsync(work, tenantId, id)
            ?? throw BillingException.Invalid("payment_method_not_found", "paymentMethodId", "There is no such payment method.");
        return row.StripePaymentMethodId;
    }
}
