using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Data.WorkItems;
using ClientForge.Billing.Services.Jobs;
using ClientForge.Billing.Services.StripeApi;
using Stripe;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>Of <c>subscription.credit</c>.</summary>
internal sealed record UnusedTimePayload(Guid SubscriptionId);

/// <summary>
/// Gives back what was paid for time after a cancellation. Stripe writes a last invoice over credit and usage; one that comes to
/// less than nothing it marks uncollectible without paying anybody, so its amount is put on the customer's balance here.
/// </summary>
public sealed class UnusedTimeCredits(
    Database database, SubscriptionRepository subscriptions, WorkItemRepository workItems, StripeCommands commands, StripeClient stripe, TimeProvider time) : IWorkHandler
{
    public const string WorkKind = "subscription.credit";

    /// <summary>The command grants the credit itself; the item is for a command that died.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public string Kind => WorkKind;

    /// <summary>The cancellation with the promise of its credit, stored in one transaction: a crash between them loses nothing.</summary>
    internal StripeCommand PromisedWith(StripeCommand cancel, SubscriptionRow subscription) => cancel with
    {
        Decide = async (work, id) =>
        {
            var call = await cancel.Decide(work, id);
            var now = time.GetUtcNow();
            await workItems.AddAsync(work, new WorkItem
            {
                TenantId = subscription.TenantId,
                Id = Guid.CreateVersion7(now),
                Kind = WorkKind,
                Key = subscription.Id.ToString(),
                Payload = Json.From(new UnusedTimePayload(subscription.Id)),
                DueAt = now + Patience,
                CreatedAt = now,
            });
            return call;
        },
    };

    /// <summary>Puts the credit on the balance, once a subscription; nothing happens when the subscription goes on after all.</summary>
    public async Task GrantAsync(RequestContext context, Guid subscriptionId, CancellationToken cancellationToken)
    {
        await commands.SettleAsync(context, ["subscription."], cancellationToken);
        var row = await database.InTenantAsync(context.TenantId, work => subscriptions.FindAsync(work, context.TenantId, subscriptionId), cancellationToken);
        if (row is not { Status: "canceled", LatestInvoiceId: { } invoiceId } || await CreditOfAsync(row, invoiceId, cancellationToken) is not { } amount)
            return;
        var grant = new StripeCommand
        {
            Context = context with { OperationKey = row.StripeSubscriptionId },
            Kind = "customer.credit_unused_time",
            ObjectType = "customer_balance_transaction",
            Decide = async (_, id) => await SubscriptionCalls.CreditAsync(row.StripeCustomerId, amount, row.Currency, id),
        };
        await commands.RunAsync(grant, cancellationToken);
        await commands.RefreshAsync(MirroredTypes.Customer, row.StripeCustomerId, context, cancellationToken);
    }

    public Task HandleAsync(WorkItem item, CancellationToken cancellationToken)
    {
        var context = new RequestContext { TenantId = item.TenantId!.Value, Actor = "job:subscription-work", OperationKey = item.Key };
        return GrantAsync(context, item.Payload.Read<UnusedTimePayload>().SubscriptionId, cancellationToken);
    }

    /// <returns>Minor units; null when the last invoice gives nothing back, or is not the cancellation's.</returns>
    private async Task<long?> CreditOfAsync(SubscriptionRow row, string invoiceId, CancellationToken cancellationToken)
    {
        try
        {
            var invoice = await stripe.V1.Invoices.GetAsync(invoiceId, cancellationToken: cancellationToken);
            return invoice.Total < 0 && invoice.Created >= row.EndedAt?.UtcDateTime ? -invoice.Total : null;
        }
        catch (StripeException e)
        {
            throw StripeErrors.Translate(e);
        }
    }
}
