using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Credits;

/// <summary><c>/v1/billing/credit_grants</c>, their transactions and the balance summary.</summary>
internal sealed class CreditModule : ISandboxModule
{
    public void Register(SandboxBuilder sandbox)
    {
        sandbox.Table<CreditGrant>("billing.credit_grant", "credit grant").IndexedBy(CreditGrant.CustomerIndex, grant => grant.Customer);
        sandbox.Post("/v1/billing/credit_grants", Create);
        sandbox.Get("/v1/billing/credit_grants", List);
        sandbox.Retrieve<CreditGrant>("/v1/billing/credit_grants");
        sandbox.Post("/v1/billing/credit_grants/{id}", Update);
        sandbox.Post("/v1/billing/credit_grants/{id}/expire", Expire);
        sandbox.Post("/v1/billing/credit_grants/{id}/void", Void);
        sandbox.Due(CreditBook.DueKind, CreditBook.Expire);
        sandbox.Table<CreditBalanceTransaction>("billing.credit_balance_transaction", "credit balance transaction")
            .IndexedBy(CreditBalanceTransaction.CustomerIndex, transaction => transaction.Customer)
            .IndexedBy(CreditBalanceTransaction.InvoiceIndex, transaction => transaction.Debit?.CreditsApplied?.Invoice);
        sandbox.Get("/v1/billing/credit_balance_transactions", ListTransactions);
        sandbox.Retrieve<CreditBalanceTransaction>("/v1/billing/credit_balance_transactions");
        sandbox.Get("/v1/billing/credit_balance_summary", CreditSummary.Show);
    }

    private static object Create(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var customer = Customer(work, asked);
        var now = work.NowOn(customer.TestClock);
        var amount = Amount(asked);
        var grant = new CreditGrant
        {
            Id = Ids.New("credgr_test"),
            Amount = amount,
            ApplicabilityConfig = new(Scope(work, asked)),
            Category = asked.Word("category", "paid", "promotional") ?? throw Errors.Missing("category"),
            Created = now,
            Customer = customer.Id,
            EffectiveAt = asked.Timestamp("effective_at") ?? now,
            ExpiresAt = asked.Timestamp("expires_at"),
            Left = amount.Monetary.Value,
            Metadata = asked.Metadata(),
            Name = asked.String("name", 100),
            Priority = asked.Long("priority", 0, 100) ?? 50,
            TestClock = customer.TestClock,
            Updated = now,
        };
        asked.Done();
        RequireExpiry(grant.ExpiresAt, Math.Max(now, grant.EffectiveAt ?? now));
        return CreditBook.Grant(work, grant);
    }

    private static object List(ApiRequest request)
    {
        var customer = request.Params.String("customer");
        var rows = customer is null
            ? request.Work.Table<CreditGrant>().NewestFirst()
            : request.Work.Table<CreditGrant>().Where(CreditGrant.CustomerIndex, customer);
        return Paging.Page(request, rows);
    }

    private static object Update(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var before = request.Target<CreditGrant>();
        var now = work.NowOn(before.TestClock);
        var expires = asked.TimestampOrUnset("expires_at");
        var metadata = asked.Metadata(before.Metadata);
        asked.Done();
        RequireOpen(before, now);
        if (expires.IsSet)
            RequireExpiry(expires.Value, now);
        var after = work.Save(before with { ExpiresAt = expires.Or(before.ExpiresAt), Metadata = metadata, Updated = now });
        CreditBook.Plan(work, after);
        work.EmitIfChanged("billing.credit_grant.updated", after, before);
        return after;
    }

    private static object Expire(ApiRequest request)
    {
        request.Params.Done();
        var grant = request.Target<CreditGrant>();
        RequireOpen(grant, request.Work.NowOn(grant.TestClock));
        return CreditBook.End(request.Work, grant, "credits_expired");
    }

    /// <summary>Only a grant that nothing was taken from can be voided.</summary>
    private static object Void(ApiRequest request)
    {
        request.Params.Done();
        var grant = request.Target<CreditGrant>();
        RequireOpen(grant, request.Work.NowOn(grant.TestClock));
        return grant.Left == grant.Amount.Monetary.Value
            ? CreditBook.End(request.Work, grant, "credits_voided")
            : throw Errors.Invalid("You cannot void a credit grant that has been applied to an invoice.", "id");
    }

    private static object ListTransactions(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var customer = asked.String("customer");
        var grant = asked.String("credit_grant");
        var rows = customer is null
            ? work.Table<CreditBalanceTransaction>().NewestFirst()
            : work.Table<CreditBalanceTransaction>().Where(CreditBalanceTransaction.CustomerIndex, customer);
        return Paging.Page(request, rows.Where(transaction => grant is null || transaction.CreditGrant == grant));
    }

    private static Customer Customer(UnitOfWork work, Params asked)
    {
        var customer = work.FromParam<Customer>(asked.RequiredString("customer"), "customer");
        return customer.IsDeleted ? throw Errors.NoSuchInBody("customer", customer.Id, "customer") : customer;
    }

    private static CreditAmount Amount(Params asked)
    {
        var amount = asked.Hash("amount") ?? throw Errors.Missing("amount");
        _ = amount.Word("type", "monetary") ?? throw Errors.Missing(amount.Path("type"));
        var monetary = amount.Hash("monetary") ?? throw Errors.Missing(amount.Path("monetary"));
        return CreditAmount.Of(monetary.RequiredCurrency("currency"), monetary.RequiredLong("value", 1, 999_999_999_999));
    }

    private static CreditScope Scope(UnitOfWork work, Params asked)
    {
        var config = asked.Hash("applicability_config") ?? throw Errors.Missing("applicability_config");
        var scope = config.Hash("scope") ?? throw Errors.Missing(config.Path("scope"));
        scope.Exclusive("price_type", "prices");
        if (scope.Word("price_type", "metered") is { } type)
            return new(type, null);
        var prices = scope.Hashes("prices", 20).Value ?? throw Errors.Missing(scope.Path("price_type"));
        return new(null, [.. prices.Select(entry => Scoped(work, entry))]);
    }

    private static ScopedPrice Scoped(UnitOfWork work, Params entry)
    {
        var price = work.FromParam<Price>(entry.RequiredString("id"), entry.Path("id"));
        return ItemPricing.IsMetered(price)
            ? new(price.Id)
            : throw Errors.Invalid("Credit grants only apply to metered prices.", entry.Path("id"));
    }

    private static void RequireExpiry(long? expiresAt, long after)
    {
        if (expiresAt <= after)
            throw Errors.Invalid("expires_at must be in the future and later than effective_at.", "expires_at");
    }

    private static void RequireOpen(CreditGrant grant, long now)
    {
        if (grant.VoidedAt is not null)
            throw Errors.Invalid("This credit grant has been voided.", "id");
        if (grant.ExpiresAt <= now)
            throw Errors.Invalid("This credit grant has expired.", "id");
    }
}
