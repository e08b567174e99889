using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Tax;

/// <summary><c>/v1/tax</c>: calculations, the transactions made from them, settings.</summary>
internal sealed class TaxModule : ISandboxModule
{
    private const string ReferenceIndex = "reference";

    public void Register(SandboxBuilder sandbox)
    {
        sandbox.Table<TaxCalculation>("tax.calculation", "tax calculation");
        sandbox.Includable<TaxCalculation>("line_items", (_, calculation) => LinesOf(calculation));
        sandbox.Post("/v1/tax/calculations", Calculate);
        sandbox.Get("/v1/tax/calculations/{id}", Retrieve);
        sandbox.Get("/v1/tax/calculations/{id}/line_items", request => Paging.PageOf(request, Living(request, request.Id, null).LineItems));
        sandbox.Table<TaxTransaction>("tax.transaction", "tax transaction").IndexedBy(ReferenceIndex, transaction => transaction.Reference);
        sandbox.Post("/v1/tax/transactions/create_from_calculation", Commit);
        sandbox.Post("/v1/tax/transactions/create_reversal", Reverse);
        sandbox.Retrieve<TaxTransaction>("/v1/tax/transactions");
        sandbox.Get("/v1/tax/transactions/{id}/line_items", request => Paging.PageOf(request, request.Target<TaxTransaction>().LineItems.Data));
        sandbox.Get("/v1/tax/settings", Settings);
    }

    private static object Calculate(ApiRequest request)
    {
        var calculation = TaxCalculator.Calculate(request.Work, request.Params);
        request.Params.Done();
        return request.Work.Save(calculation);
    }

    private static object Retrieve(ApiRequest request)
    {
        request.Params.Done();
        return Living(request, request.Id, null);
    }

    private static object Settings(ApiRequest request)
    {
        request.Params.Done();
        return new TaxSettings();
    }

    /// <summary>Makes a calculation a sale, once for each reference.</summary>
    private static object Commit(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var source = asked.RequiredString("calculation");
        var reference = asked.RequiredString("reference", 500);
        var posted = asked.Timestamp("posted_at") ?? work.Now;
        var metadata = asked.Map("metadata");
        asked.Done();
        var calculation = Living(request, source, "calculation");
        RequireFree(work, reference);
        var id = Ids.New("tax");
        return work.Save(new TaxTransaction
        {
            Id = id,
            Created = work.Now,
            Currency = calculation.Currency,
            Customer = calculation.Customer,
            CustomerDetails = calculation.CustomerDetails,
            LineItems = new([.. calculation.LineItems.Select(line => Sold(line))], $"/v1/tax/transactions/{id}/line_items"),
            Metadata = metadata,
            PostedAt = posted,
            Reference = reference,
            TaxDate = calculation.TaxDate,
            Type = "transaction",
        });
    }

    /// <summary>Takes a sale back: whole, or in the lines named.</summary>
    private static object Reverse(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var original = work.FromParam<TaxTransaction>(asked.RequiredString("original_transaction"), "original_transaction");
        var mode = asked.Word("mode", "full", "partial") ?? throw Errors.Missing("mode");
        var reference = asked.RequiredString("reference", 500);
        var lines = mode == "full" ? original.LineItems.Data.Select(line => Reversed(line, -line.Amount, -line.AmountTax, line.Reference)).ToList() : Parts(asked, original);
        var metadata = asked.Map("metadata");
        asked.Done();
        RequireFree(work, reference);
        if (original.Type != "transaction")
            throw Errors.Invalid("You can only reverse a transaction, not a reversal.", "original_transaction");
        var id = Ids.New("tax");
        return work.Save(original with
        {
            Id = id,
            Created = work.Now,
            LineItems = new(lines, $"/v1/tax/transactions/{id}/line_items"),
            Metadata = metadata,
            PostedAt = work.Now,
            Reference = reference,
            Reversal = new(original.Id),
            Type = "reversal",
        });
    }

    private static List<TaxTransactionLine> Parts(Params asked, TaxTransaction original)
    {
        asked.Exclusive("flat_amount", "line_items");
        if (asked.Long("flat_amount") is { } flat)
            return FlatParts(original, flat);
        return [.. (asked.Hashes("line_items", 250).Value ?? throw Errors.Missing("line_items")).Select(source =>
        {
            var id = source.RequiredString("original_line_item");
            var line = original.LineItems.Data.FirstOrDefault(candidate => candidate.Id == id)
                ?? throw Errors.NoSuchInBody("tax transaction line item", id, source.Path("original_line_item"));
            source.Ignore("metadata", "quantity");
            return Reversed(line, source.RequiredLong("amount"), source.RequiredLong("amount_tax"), source.RequiredString("reference"));
        })];
    }

    /// <summary>An amount, tax included, shared over the lines by what they came to.</summary>
    private static List<TaxTransactionLine> FlatParts(TaxTransaction original, long flat)
    {
        var total = original.LineItems.Data.Sum(Gross);
        if (flat >= 0 || total == 0 || -flat > total)
            throw Errors.Parameter("flat_amount must be negative and no more than the transaction.", "flat_amount");
        return [.. original.LineItems.Data.Select(line =>
        {
            long Part(long whole) => (Rules.Rational.Of(whole) * Rules.Rational.Of(flat, total)).RoundHalfAwayFromZero();
            return Reversed(line, Part(line.Amount), Part(line.AmountTax), line.Reference);
        })];
    }

    private static long Gross(TaxTransactionLine line) => line.Amount + (line.TaxBehavior == "exclusive" ? line.AmountTax : 0);

    private static TaxTransactionLine Sold(TaxLine line) => new()
    {
        Id = Ids.New("tax_li"),
        Amount = line.Amount,
        AmountTax = line.AmountTax,
        Metadata = line.Metadata,
        Product = line.Product,
        Quantity = line.Quantity,
        Reference = line.Reference,
        TaxBehavior = line.TaxBehavior,
        TaxCode = line.TaxCode,
        Type = "transaction",
    };

    private static TaxTransactionLine Reversed(TaxTransactionLine line, long amount, long tax, string reference) => line with
    {
        Id = Ids.New("tax_li"), Amount = amount, AmountTax = tax, Reference = reference, Reversal = new(line.Id), Type = "reversal",
    };

    private static StripeList<TaxLine> LinesOf(TaxCalculation calculation) => new(calculation.LineItems, $"/v1/tax/calculations/{calculation.Id}/line_items");

    /// <summary>The calculation, unless it has expired.</summary>
    private static TaxCalculation Living(ApiRequest request, string id, string? param)
    {
        var calculation = request.Work.Find<TaxCalculation>(id);
        if (calculation is not null && calculation.ExpiresAt > request.Work.Now)
            return calculation;
        throw param is null ? Errors.NoSuchInPath("tax calculation", id, "id") : Errors.NoSuchInBody("tax calculation", id, param);
    }

    private static void RequireFree(UnitOfWork work, string reference)
    {
        if (work.Table<TaxTransaction>().Where(ReferenceIndex, reference).Count > 0)
            throw Errors.Invalid($"The reference `{reference}` is already used by another transaction.", "reference", "resource_already_exists");
    }
}
