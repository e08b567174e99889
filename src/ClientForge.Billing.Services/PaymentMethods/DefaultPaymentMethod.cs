using ClientForge.Billing.Data;
using ClientForge.Billing.Data.PaymentMethods;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Customers;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Jobs;
using ClientForge.Billing.Services.StripeApi;
using ClientForge.Billing.Services.Subscriptions;
using Stripe;

namespace ClientForge.Billing.Services.PaymentMethods;

/// <summary>
/// Points everything that charges at one payment method. Stripe asks the subscription first and the customer after it
/// (https://docs.stripe.com/billing/subscriptions/overview#payment-methods), so changing the customer alone is not enough.
/// </summary>
public sealed class DefaultPaymentMethod(
    Database database, SubscriptionRepository subscriptions, StripeService stripeService, StripeCommands commands, WakeUp wakeUp)
{
    private const string RetryJob = "payment-retry";

    /// <summary>Makes it the default; an invoice in dunning is tried once with it.</summary>
    public async Task SetAsync(RequestContext context, PaymentMethodRow row, CancellationToken cancellationToken)
    {
        var (live, openInvoices) = await database.InTenantAsync(
            context.TenantId,
            async work => (await subscriptions.FindLiveAsync(work, context.TenantId), await subscriptions.ListOpenInvoicesAsync(work, context.TenantId)),
            cancellationToken);
        if (live is not null && live.DefaultPaymentMethodId != row.StripePaymentMethodId)
            await commands.RunAsync(RepointSubscription(context, live.StripeSubscriptionId, row.StripePaymentMethodId), cancellationToken);
        foreach (var invoice in openInvoices)
            await commands.TryRunAsync(RepointInvoice(context, invoice, row.StripePaymentMethodId), cancellationToken);

        // Last: the customer's new default is what starts the extra try of dunning.
        await stripeService.SetDefaultPaymentMethodAsync(context, row.StripeCustomerId, row.StripePaymentMethodId, cancellationToken);
        wakeUp.Hint(RetryJob);
    }

    /// <exception cref="BillingException">409 <c>last_payment_method</c>: a charge lies ahead that would find nothing to be charged to.</exception>
    public async Task EnsureNotNeededAsync(Work work, Guid tenantId)
    {
        if (await subscriptions.FindLiveAsync(work, tenantId) is { } live && SubscriptionRules.IsDueToCharge(live))
            throw BillingException.Conflict(
                "last_payment_method", "The subscription is due to charge and would be left without a payment method. Add another one first, or cancel.");
    }

    /// <summary>After a payment method was detached: Stripe took it off the customer and the subscription, which are read again.</summary>
    public async Task ForgetAsync(RequestContext context, PaymentMethodRow row, CancellationToken cancellationToken)
    {
        var live = await database.InTenantAsync(context.TenantId, work => subscriptions.FindLiveAsync(work, context.TenantId), cancellationToken);
        if (live?.DefaultPaymentMethodId == row.StripePaymentMethodId)
            await commands.RefreshAsync(MirroredTypes.Subscription, live.StripeSubscriptionId, context, cancellationToken);
        if (row.IsDefault)
            await commands.RefreshAsync(MirroredTypes.Customer, row.StripeCustomerId, context, cancellationToken);
    }

    private static StripeCommand RepointSubscription(RequestContext context, string subscription, string paymentMethod) => new()
    {
        Context = context,
        Kind = "subscription.set_payment_method",
        ObjectType = MirroredTypes.Subscription,
        Step = paymentMethod,
        Decide = async (_, _) => await StripeCall.CaptureAsync(stripe =>
            stripe.V1.Subscriptions.UpdateAsync(subscription, new SubscriptionUpdateOptions { DefaultPaymentMethod = paymentMethod })),
    };

    // An invoice that was settled meanwhile refuses, and that is as well.
    private static StripeCommand RepointInvoice(RequestContext context, string invoice, string paymentMethod) => new()
    {
        Context = context,
        Kind = "payment_method.repoint_invoice",
        ObjectType = MirroredTypes.Invoice,
        Step = $"{invoice}:{paymentMethod}",
        Decide = async (_, _) => await StripeCall.CaptureAsync(stripe =>
            stripe.V1.Invoices.UpdateAsync(invoice, new InvoiceUpdateOptions { DefaultPaymentMethod = paymentMethod })),
    };
}
