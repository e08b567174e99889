using ClientForge.Billing.Data.Accounts;
using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Data.Ops;
using ClientForge.Billing.Services.Ops;

namespace ClientForge.Billing.Api.Ops;

/// <summary>All that is known of one tenant's billing. Money in minor units.</summary>
public sealed record TenantAnswer
{
    public required TenantSummary Tenant { get; init; }

    /// <summary>Null as long as nothing ever happened to it.</summary>
    public AccountRow? Account { get; init; }

    public required IReadOnlyList<TenantSubscription> Subscriptions { get; init; }

    public required IReadOnlyList<TenantInvoice> Invoices { get; init; }

    public required IReadOnlyList<TenantPaymentMethod> PaymentMethods { get; init; }

    public required IReadOnlyList<TenantUsage> Usage { get; init; }

    public required IReadOnlyList<DunningCaseRow> Dunning { get; init; }

    public required IReadOnlyList<TenantIntent> OpenIntents { get; init; }

    public required IReadOnlyList<AuditAnswer> Audit { get; init; }

    internal static TenantAnswer From(TenantState state) => new()
    {
        Tenant = state.Tenant,
        Account = state.Account,
        Subscriptions = state.Subscriptions,
        Invoices = state.Invoices,
        PaymentMethods = state.PaymentMethods,
        Usage = state.Usage,
        Dunning = state.Dunning,
        OpenIntents = state.OpenIntents,
        Audit = [.. state.Audit.Select(AuditAnswer.From)],
    };
}
