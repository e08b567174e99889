using ClientForge.Billing.StripeSandbox.Catalog;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Discounts;

/// <summary><c>/v1/coupons</c>.</summary>
internal static class CouponEndpoints
{
    public static object Create(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        parameters.Exclusive("percent_off", "amount_off");
        var percent = parameters.Decimal("percent_off");
        if (percent is <= 0 or > 100)
            throw Errors.Parameter("percent_off must be greater than 0 and at most 100.", "percent_off");
        var coupon = new Coupon
        {
            Id = parameters.String("id", 200) ?? Ids.Random(8),
            AmountOff = parameters.Long("amount_off", 1),
            AppliesTo = Products(parameters),
            Created = work.Now,
            Currency = parameters.Currency("currency"),
            CurrencyOptions = Options(parameters),
            Duration = parameters.Word("duration", "forever", "once", "repeating") ?? "once",
            DurationInMonths = parameters.Long("duration_in_months", 1),
            MaxRedemptions = parameters.Long("max_redemptions", 1),
            Metadata = parameters.Metadata(),
            Name = parameters.String("name", 40),
            PercentOff = percent,
            RedeemBy = parameters.Timestamp("redeem_by"),
        };
        parameters.Done();
        RequireConsistent(work, coupon);
        work.Save(coupon);
        work.Emit("coupon.created", coupon);
        return coupon;
    }

    public static object List(ApiRequest request)
    {
        var created = request.Params.Range("created");
        return Paging.Page(request, request.Work.Table<Coupon>().NewestFirst()
            .Where(coupon => !coupon.IsDeleted && created?.Holds(coupon.Created) != false)
            .Select(coupon => Redemption.Current(coupon, request.Work.Now)));
    }

    public static object Retrieve(ApiRequest request)
    {
        request.Params.Done();
        return Redemption.Current(Living(request), request.Work.Now);
    }

    public static object Update(ApiRequest request)
    {
        var before = Living(request);
        var coupon = before with
        {
            CurrencyOptions = Options(request.Params) ?? before.CurrencyOptions,
            Metadata = request.Params.Metadata(before.Metadata),
            Name = request.Params.Text("name", 40).Or(before.Name),
        };
        request.Params.Done();
        request.Work.Save(coupon);
        request.Work.EmitIfChanged("coupon.updated", coupon, before);
        return Redemption.Current(coupon, request.Work.Now);
    }

    /// <summary>Deleting ends redemption; discounts already given go on.</summary>
    public static object Delete(ApiRequest request)
    {
        request.Params.Done();
        var coupon = Living(request);
        request.Work.Save(coupon with { IsDeleted = true, Valid = false });
        request.Work.Emit("coupon.deleted", coupon);
        return new DeletedObject(coupon.Id, coupon.Object);
    }

    /// <summary>What <c>currency_options</c> shows.</summary>
    public static IReadOnlyDictionary<string, CouponCurrencyOption>? CurrencyOptions(Coupon coupon)
    {
        if (coupon is not { Currency: { } currency, AmountOff: { } amount })
            return null;
        var options = coupon.CurrencyOptions?.ToDictionary() ?? [];
        options[currency] = new CouponCurrencyOption(amount);
        return options;
    }

    private static Coupon Living(ApiRequest request) =>
        request.Target<Coupon>() is { IsDeleted: false } coupon ? coupon : throw Errors.NoSuchInPath("coupon", request.Id, "id");

    private static void RequireConsistent(UnitOfWork work, Coupon coupon)
    {
        if (coupon.PercentOff is null && coupon.AmountOff is null)
            throw Errors.Parameter("Must provide percent_off or amount_off.", "percent_off", "parameter_missing");
        if (coupon.AmountOff is not null && coupon.Currency is null)
            throw Errors.Missing("currency");
        if (coupon.Duration == "repeating" && coupon.DurationInMonths is null)
            throw Errors.Missing("duration_in_months");
        if (coupon.Duration != "repeating" && coupon.DurationInMonths is not null)
            throw Errors.Parameter("duration_in_months can only be set with duration=repeating.", "duration_in_months");
        if (coupon.RedeemBy <= work.Now)
            throw Errors.Parameter("redeem_by must be in the future.", "redeem_by");
        if (work.Find<Coupon>(coupon.Id) is { IsDeleted: false })
            throw Errors.Invalid("Coupon already exists.", null, "resource_already_exists");
        foreach (var product in coupon.AppliesTo?.Products ?? [])
            work.FromParam<Product>(product, "applies_to[products]");
    }

    private static AppliesTo? Products(Params parameters) =>
        parameters.Hash("applies_to")?.Strings("products", 50).Value is { Count: > 0 } products ? new AppliesTo(products) : null;

    private static Dictionary<string, CouponCurrencyOption>? Options(Params parameters)
    {
        if (parameters.Hash("currency_options") is not { } hash)
            return null;
        return hash.Names.ToList().ToDictionary(code => code, code =>
            new CouponCurrencyOption((hash.Hash(code) ?? throw Errors.Parameter("Invalid object", hash.Path(code))).RequiredLong("amount_off", 1)));
    }
}
