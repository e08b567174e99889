using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.StripeApi;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>Cleans up subscriptions whose first payment did not come, so that nothing of them charges later.</summary>
public sealed class IncompleteSubscriptions(Database database, SubscriptionRepository subscriptions, NextActions actions, StripeCommands commands)
{
    /// <summary>Ends an incomplete subscription that stands in the way of a new one: who subscribes again has given it up.</summary>
    public async Task DropAsync(RequestContext context, CancellationToken cancellationToken)
    {
        var live = await database.InTenantAsync(context.TenantId, work => subscriptions.FindLiveAsync(work, context.TenantId), cancellationToken);
        var isOurs = live is { Status: "incomplete" } && await database.InTenantAsync(
            context.TenantId, work => subscriptions.WasCreatedByAsync(work, context.TenantId, context.OperationKey), cancellationToken);
        if (live is { Status: "incomplete" } && !isOurs)
            await EndAsync(context, live, cancellationToken);
    }

    /// <summary>Lets an incomplete subscription live only if the payer can do something about it.</summary>
    /// <exception cref="BillingException">402: the bank declined after all; nothing is left behind.</exception>
    public async Task EnsureAuthenticableAsync(RequestContext context, IntentOutcome outcome, CancellationToken cancellationToken)
    {
        if (!outcome.Succeeded)
            return;
        var live = await database.InTenantAsync(
            context.TenantId, work => subscriptions.FindByStripeAsync(work, context.TenantId, outcome.EnsureSucceeded()), cancellationToken);
        if (live is not { Status: "incomplete" } || await actions.ReadAsync(live, cancellationToken) is { Type: not ("requires_payment_method" or "requires_confirmation") })
            return;
        await EndAsync(context, live, cancellationToken);
        throw BillingException.CardDeclined("card_declined", declineCode: null, "The bank declined the first payment.");
    }

    /// <summary>Ends it and voids its invoice, whose payment link would stay good otherwise.</summary>
    public async Task EndAsync(RequestContext context, SubscriptionRow subscription, CancellationToken cancellationToken)
    {
        await commands.TryRunAsync(
            new StripeCommand
            {
                Context = context,
                Kind = "subscription.cancel",
                ObjectType = MirroredTypes.Subscription,
                Step = subscription.StripeSubscriptionId,
                Decide = async (_, _) => await SubscriptionCalls.CancelAsync(subscription.StripeSubscriptionId, billUsage: false),
            },
            cancellationToken);
        if (subscription.LatestInvoiceId is { } invoice)
            await commands.TryRunAsync(
                new StripeCommand
                {
                    Context = context,
                    Kind = "subscription.void_invoice",
                    ObjectType = MirroredTypes.Invoice,
                    Step = invoice,
                    Decide = async (_, _) => await SubscriptionCalls.VoidInvoiceAsync(invoice),
                },
                cancellationToken);
        await commands.RefreshAsync(MirroredTypes.Subscription, subscription.StripeSubscriptionId, context, cancellationToken);
    }
}
