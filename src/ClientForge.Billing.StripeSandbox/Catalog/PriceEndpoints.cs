using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Catalog;

/// <summary><c>/v1/prices</c>.</summary>
internal static class PriceEndpoints
{
    public static object Create(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        parameters.Exclusive("product", "product_data");
        var data = parameters.Hash("product_data");
        var product = data is not null ? NewProduct(work, data) : null;
        var price = PriceReader.Read(work, parameters, product?.Id ?? parameters.RequiredString("product"));
        var transfers = parameters.Bool("transfer_lookup_key") ?? false;
        parameters.Done();
        if (product is not null)
        {
            work.Save(product);
            work.Emit("product.created", product);
        }
        else
        {
            work.FromParam<Product>(price.Product, "product");
        }

        TakeLookupKey(work, price, transfers);
        return Add(work, price);
    }

    /// <summary>Saves a new price and tells of it; a recurring one is a plan, too.</summary>
    public static Price Add(UnitOfWork work, Price price)
    {
        if (price.Recurring?.Meter is { } meter && work.Store.Table("billing.meter")?.Find(meter) is null)
            throw Errors.NoSuchInBody("billing meter", meter, "recurring[meter]");
        work.Save(price);
        if (price.Recurring is not null)
            work.Emit("plan.created", Plan.Of(price));
        work.Emit("price.created", price);
        return price;
    }

    public static object List(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var active = parameters.Bool("active");
        var currency = parameters.Currency("currency");
        var product = parameters.String("product");
        var type = parameters.Word("type", "one_time", "recurring");
        var keys = parameters.Strings("lookup_keys", 10).Value;
        var created = parameters.Range("created");
        var recurring = parameters.Hash("recurring");
        var interval = recurring?.Word("interval", "day", "week", "month", "year");
        var usage = recurring?.Word("usage_type", "licensed", "metered");
        var meter = recurring?.String("meter");
        var rows = product is null ? work.Table<Price>().NewestFirst() : work.Table<Price>().Where("product", product);
        return Paging.Page(request, rows.Where(price =>
            (active is null || price.Active == active)
            && (currency is null || price.Currency == currency)
            && (type is null || price.Type == type)
            && (keys is null || (price.LookupKey is { } key && keys.Contains(key)))
            && (interval is null || price.Recurring?.Interval == interval)
            && (usage is null || price.Recurring?.UsageType == usage)
            && (meter is null || price.Recurring?.Meter == meter)
            && created?.Holds(price.Created) != false));
    }

    public static object Update(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var before = request.Target<Price>();
        var behavior = PriceReader.TaxBehavior(parameters);
        var price = before with
        {
            Active = parameters.Bool("active") ?? before.Active,
            CurrencyOptions = Merge(before.CurrencyOptions, PriceReader.Options(parameters)),
            LookupKey = parameters.Text("lookup_key", 200).Or(before.LookupKey),
            Metadata = parameters.Metadata(before.Metadata),
            Nickname = parameters.Text("nickname").Or(before.Nickname),
            TaxBehavior = behavior ?? before.TaxBehavior,
        };
        var transfers = parameters.Bool("transfer_lookup_key") ?? false;
        parameters.Done();
        if (before.TaxBehavior != "unspecified" && price.TaxBehavior != before.TaxBehavior)
            throw Errors.Invalid("tax_behavior cannot be changed once it was set to inclusive or exclusive.", "tax_behavior");
        TakeLookupKey(work, price, transfers);
        work.Save(price);
        if (price.Recurring is not null)
            work.EmitIfChanged("plan.updated", Plan.Of(price), Plan.Of(before));
        work.EmitIfChanged("price.updated", price, before);
        return price;
    }

    /// <summary>What <c>currency_options</c> shows: the price's own currency and the others.</summary>
    public static IReadOnlyDictionary<string, CurrencyOption> CurrencyOptions(Price price)
    {
        var own = new CurrencyOption(price.CustomUnitAmount, price.TaxBehavior, price.UnitAmount, price.UnitAmountDecimal);
        var options = price.CurrencyOptions?.ToDictionary() ?? [];
        options[price.Currency] = own;
        return options;
    }

    private static IReadOnlyDictionary<string, CurrencyOption>? Merge(
        IReadOnlyDictionary<string, CurrencyOption>? current, IReadOnlyDictionary<string, CurrencyOption>? sent)
    {
        if (sent is null)
            return current;
        var merged = current?.ToDictionary() ?? [];
        foreach (var (code, option) in sent)
            merged[code] = option;
        return merged;
    }

    /// <summary>A lookup key names one price; it moves only when asked to.</summary>
    private static void TakeLookupKey(UnitOfWork work, Price price, bool transfers)
    {
        if (price.LookupKey is not { } key || work.Table<Price>().Where("lookup_key", key).FirstOrDefault(other => other.Id != price.Id) is not { } holder)
            return;
        if (!transfers)
        {
            throw Errors.Invalid(
                $"A price ({holder.Id}) already uses that lookup key. If you'd like to transfer it, set transfer_lookup_key=true.", "lookup_key");
        }

        work.Save(holder with { LookupKey = null });
        work.EmitIfChanged("price.updated", holder with { LookupKey = null }, holder);
    }

    private static Product NewProduct(UnitOfWork work, Params data)
    {
        data.Ignore("tax_details");
        return new Product
        {
            Id = data.String("id") ?? Ids.New("prod"),
            Active = data.Bool("active") ?? true,
            Created = work.Now,
            Metadata = data.Metadata(),
            Name = data.RequiredString("name"),
            StatementDescriptor = data.String("statement_descriptor", 22),
            TaxCode = data.String("tax_code"),
            UnitLabel = data.String("unit_label", 12),
            Updated = work.Now,
        };
    }
}
