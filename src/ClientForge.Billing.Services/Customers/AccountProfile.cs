using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Accounts;
using ClientForge.Billing.Data.Customers;
using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Services.Dunning;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Subscriptions;

namespace ClientForge.Billing.Services.Customers;

/// <summary>A tenant's account: its standing, its customer and what dunning does next.</summary>
public sealed record AccountView
{
    /// <summary><c>active</c>, <c>past_due</c> or <c>suspended</c>.</summary>
    public required string Status { get; init; }

    public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>Why it stands so, and what happens next.</summary>
    public required AccountOutlook Outlook { get; init; }

    /// <summary>The organization's, unless the customer has one of its own.</summary>
    public required string Name { get; init; }

    /// <summary>Null as long as nothing was billed or collected.</summary>
    public CustomerRow? Customer { get; init; }

    /// <summary>The case over the invoice that failed first; null when none is open.</summary>
    public DunningCaseRow? Dunning { get; init; }
}

/// <summary>Reads what dunning knows of an account.</summary>
public sealed class AccountCases(DunningRepository cases, PaymentRetryRepository tries)
{
    /// <summary>The open case over the invoice that failed first, with its last try that ended; nulls where there is none.</summary>
    public async Task<(DunningCaseRow? Case, PaymentRetryRow? LastTry)> FindFirstOpenAsync(Work work, Guid tenantId)
    {
        if (await cases.ListOpenAsync(work, tenantId) is not [{ } first, ..])
            return (null, null);
        var log = await tries.ListAsync(work, tenantId, first.InvoiceId);
        return (first, log.LastOrDefault(row => row.Status is PaymentTryStatus.Failed or PaymentTryStatus.RequiresAction));
    }
}

/// <summary>Reads and changes the account as the tenant's administrator sees it.</summary>
public sealed class AccountProfile(
    Database database, AccountRepository accounts, CustomerRepository customers, AccountCases cases, StripeService stripe, SubscriptionTaxes taxes)
{
    /// <exception cref="BillingException">403 <c>tenant_unknown</c>.</exception>
    public Task<AccountView> GetAsync(Guid tenantId, CancellationToken cancellationToken) => database.InTenantAsync(
        tenantId,
        async work =>
        {
            var organization = await customers.FindOrganizationAsync(work, tenantId)
                ?? throw BillingException.Forbidden("tenant_unknown", "The CRM knows no such tenant.");
            var account = await accounts.FindAsync(work, tenantId);
            var customer = await customers.FindLiveAsync(work, tenantId);
            var (open, lastTry) = await cases.FindFirstOpenAsync(work, tenantId);
            return new AccountView
            {
                Status = account?.Status ?? AccountRules.Active,
                SuspendedAt = account?.SuspendedAt,
                Outlook = AccountOutlook.Of(account, open, lastTry),
                Name = customer?.Name ?? organization,
                Customer = customer,
                Dunning = open,
            };
        },
        cancellationToken);

    /// <summary>Changes the customer; where it is billed decides the tax, so the subscription follows.</summary>
    /// <exception cref="BillingException">422 <c>tax_id_unknown_type</c>, <c>tax_id_invalid</c>; 403, 409, 502.</exception>
    public async Task<AccountView> ChangeAsync(RequestContext context, CustomerChange change, CancellationToken cancellationToken)
    {
        var customer = await stripe.UpdateCustomerAsync(context, change, cancellationToken);
        if (change.Address is not null || change.TaxId is not null)
            await taxes.FollowAddressAsync(context, customer, cancellationToken);
        return await GetAsync(context.TenantId, cancellationToken);
    }
}
