using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Credits;

/// <summary>What a customer's grants still hold, by currency. It has no id.</summary>
internal sealed record CreditBalanceSummary(IReadOnlyList<CreditBalance> Balances, string Customer)
{
    public string Object { get; } = "billing.credit_balance_summary";

    public string? CustomerAccount { get; }

    public bool Livemode { get; }
}

internal sealed record CreditBalance(CreditAmount AvailableBalance, CreditAmount LedgerBalance);

/// <summary><c>GET /v1/billing/credit_balance_summary</c></summary>
internal static class CreditSummary
{
    public static object Show(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var customer = work.FromParam<Customer>(asked.RequiredString("customer"), "customer");
        var covers = Filter(asked);
        asked.Done();
        var now = work.NowOn(customer.TestClock);
        var balances = work.Table<CreditGrant>().Where(CreditGrant.CustomerIndex, customer.Id)
            .Where(grant => covers(grant) && grant.IsUsable(now))
            .GroupBy(grant => grant.Amount.Monetary.Currency)
            .Select(group => CreditAmount.Of(group.Key, group.Sum(grant => grant.Left)))
            .Select(amount => new CreditBalance(amount, amount));
        return new CreditBalanceSummary([.. balances], customer.Id);
    }

    private static Func<CreditGrant, bool> Filter(Params asked)
    {
        var filter = asked.Hash("filter") ?? throw Errors.Missing("filter");
        var type = filter.Word("type", "applicability_scope", "credit_grant") ?? throw Errors.Missing(filter.Path("type"));
        if (type == "credit_grant")
        {
            var id = filter.RequiredString("credit_grant");
            return grant => grant.Id == id;
        }

        var scope = filter.Hash("applicability_scope") ?? throw Errors.Missing(filter.Path("applicability_scope"));
        var prices = scope.Hashes("prices", 20).Value?.Select(entry => entry.RequiredString("id")).ToList();
        if (prices is null && scope.Word("price_type", "metered") is null)
            throw Errors.Missing(scope.Path("price_type"));
        return grant => prices is null || prices.All(grant.ApplicabilityConfig.Scope.Covers);
    }
}
