using ClientForge.Billing.Data;
using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Customers;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.StripeApi;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>
/// Starts subscriptions. The first try asks Stripe to keep nothing if the money does not come; only where the bank wants the
/// payer himself, a second one leaves an incomplete subscription for him to complete within Stripe's 23 hours.
/// </summary>
public sealed class SubscriptionCreation(
    Database database,
    SubscriptionRepository subscriptions,
    SubscriptionPreparation preparation,
    StripeService stripeService,
    StripeCommands commands,
    IncompleteSubscriptions incomplete)
{
    public async Task CreateAsync(RequestContext context, SubscribeOrder order, CancellationToken cancellationToken)
    {
        await incomplete.DropAsync(context, cancellationToken);
        var current = await database.InTenantAsync(context.TenantId, work => subscriptions.FindLiveAsync(work, context.TenantId), cancellationToken);
        var parts = current is null || await IsRepetitionAsync(context, cancellationToken)
            ? await preparation.PrepareAsync(context, order, cancellationToken)
            : throw Exists();
        var outcome = (await commands.TryRunAsync(Command(context, parts, "error_if_incomplete", step: ""), cancellationToken))!;
        if (outcome.Intent is { State: IntentState.Rejected, ErrorCode: SubscriptionCalls.RequiresAction })
        {
            outcome = (await commands.TryRunAsync(Command(context, parts, "allow_incomplete", step: "authenticate"), cancellationToken))!;
            await incomplete.EnsureAuthenticableAsync(context, outcome, cancellationToken);
        }

        EnsureCreated(outcome);
        if (parts.PaymentMethod is { } paymentMethod)
            await stripeService.SetDefaultPaymentMethodAsync(context, parts.StripeCustomerId, paymentMethod, cancellationToken);
    }

    private static BillingException Exists() =>
        BillingException.Conflict("subscription_exists", "There is a subscription already. Change it, or cancel it first.");

    private static void EnsureCreated(IntentOutcome outcome)
    {
        if (outcome.Intent is { State: IntentState.Rejected } refused)
        {
            if (CouponCodes.Translate(refused.ErrorCode, refused.ErrorParam, refused.ErrorMessage) is { } coupon)
                throw coupon;
            if (refused.ErrorCode == "resource_missing" && refused.ErrorMessage?.Contains("payment", StringComparison.OrdinalIgnoreCase) == true)
                throw SubscriptionPreparation.PaymentMethodRequired();
        }

        outcome.EnsureSucceeded();
    }

    // The same request sent again finds its own subscription; it is answered with that one, not refused for it.
    private Task<bool> IsRepetitionAsync(RequestContext context, CancellationToken cancellationToken) => database.InTenantAsync(
        context.TenantId,
        work => subscriptions.WasCreatedByAsync(work, context.TenantId, context.OperationKey),
        cancellationToken);

    private StripeCommand Command(RequestContext context, CreateParts parts, string paymentBehavior, string step) => new()
    {
        Context = context,
        Kind = "subscription.create",
        ObjectType = MirroredTypes.Subscription,
        Step = step,
        Decide = async (work, id) => await subscriptions.FindLiveAsync(work, context.TenantId) is null
            ? await SubscriptionCalls.CreateAsync(parts, paymentBehavior, id)
            : throw Exists(),
    };
}
