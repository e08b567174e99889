using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Customers;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.StripeApi;
using ClientForge.Billing.Services.Tax;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>Keeps a subscription's tax rates those of its customer's address.</summary>
public sealed class SubscriptionTaxes(Database database, SubscriptionRepository subscriptions, TaxService tax, StripeCommands commands)
{
    /// <summary>Stripe's ids of the rates that the customer pays now; none where no tax is due.</summary>
    public async Task<List<string>> RatesForAsync(CustomerRow customer, CancellationToken cancellationToken) =>
        [.. await tax.StripeTaxRatesForAsync(customer, cancellationToken)];

    /// <summary>After the customer moved, or got a tax id: what is billed from now on is taxed there.</summary>
    public async Task FollowAddressAsync(RequestContext context, CustomerRow customer, CancellationToken cancellationToken)
    {
        var live = await database.InTenantAsync(context.TenantId, work => subscriptions.FindLiveAsync(work, context.TenantId), cancellationToken);
        if (live is null or { Status: "incomplete" })
            return;
        var rates = await RatesForAsync(customer, cancellationToken);
        await commands.RunAsync(
            new StripeCommand
            {
                Context = context,
                Kind = "subscription.set_taxes",
                ObjectType = MirroredTypes.Subscription,
                Decide = async (_, _) => await SubscriptionCalls.SetTaxRatesAsync(live.StripeSubscriptionId, rates),
            },
            cancellationToken);
    }
}
