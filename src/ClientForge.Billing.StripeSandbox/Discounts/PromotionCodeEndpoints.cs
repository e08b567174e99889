using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Discounts;

/// <summary><c>/v1/promotion_codes</c>.</summary>
internal static class PromotionCodeEndpoints
{
    public static object Create(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var promotion = parameters.Hash("promotion") ?? throw Errors.Missing("promotion");
        _ = promotion.Word("type", "coupon") ?? throw Errors.Missing("promotion[type]");
        var coupon = promotion.RequiredString("coupon");
        var code = new PromotionCode
        {
            Id = Ids.New("promo"),
            Active = parameters.Bool("active") ?? true,
            Code = parameters.String("code", 500) ?? Ids.Random(8).ToUpperInvariant(),
            Created = work.Now,
            Customer = parameters.String("customer"),
            ExpiresAt = parameters.Timestamp("expires_at"),
            MaxRedemptions = parameters.Long("max_redemptions", 1),
            Metadata = parameters.Metadata(),
            Promotion = new PromotionSource(coupon),
            Restrictions = Restrictions(parameters),
        };
        parameters.Done();
        Redemption.Require(work, coupon, "promotion[coupon]");
        if (code.Customer is { } customer)
            work.FromParam<Customer>(customer, "customer");
        if (code.Active)
            RequireFree(work, code);
        work.Save(code);
        work.Emit("promotion_code.created", code);
        return code;
    }

    public static object List(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var active = parameters.Bool("active");
        var text = parameters.String("code");
        var coupon = parameters.String("coupon");
        var customer = parameters.String("customer");
        var created = parameters.Range("created");
        var rows = text is null ? work.Table<PromotionCode>().NewestFirst() : work.Table<PromotionCode>().Where("code", text.ToUpperInvariant());
        return Paging.Page(request, rows.Where(code =>
            (active is null || code.Active == active)
            && (coupon is null || code.Promotion.Coupon == coupon)
            && (customer is null || code.Customer == customer)
            && created?.Holds(code.Created) != false));
    }

    public static object Update(ApiRequest request)
    {
        var before = request.Target<PromotionCode>();
        var code = before with
        {
            Active = request.Params.Bool("active") ?? before.Active,
            Metadata = request.Params.Metadata(before.Metadata),
        };
        request.Params.Ignore("restrictions");
        request.Params.Done();
        if (code.Active && !before.Active)
            RequireFree(request.Work, code);
        request.Work.Save(code);
        request.Work.EmitIfChanged("promotion_code.updated", code, before);
        return code;
    }

    private static void RequireFree(UnitOfWork work, PromotionCode code)
    {
        var twins = work.Table<PromotionCode>().Where("code", code.Code.ToUpperInvariant());
        if (twins.Any(twin => twin.Active && twin.Id != code.Id && (twin.Customer is null || code.Customer is null || twin.Customer == code.Customer)))
            throw Errors.Invalid($"An active promotion code with `code: {code.Code}` already exists.", "code");
    }

    private static PromotionRestrictions Restrictions(Params parameters)
    {
        if (parameters.Hash("restrictions") is not { } hash)
            return new PromotionRestrictions(false, null, null);
        hash.Ignore("currency_options");
        var minimum = hash.Long("minimum_amount", 1);
        var currency = hash.Currency("minimum_amount_currency");
        return (minimum is null) == (currency is null)
            ? new PromotionRestrictions(hash.Bool("first_time_transaction") ?? false, minimum, currency)
            : throw Errors.Missing(hash.Path(minimum is null ? "minimum_amount" : "minimum_amount_currency"));
    }
}
