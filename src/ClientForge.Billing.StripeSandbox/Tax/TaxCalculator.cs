using System.Globalization;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Tax;

/// <summary>Reads <c>POST /v1/tax/calculations</c> and computes it by the published table.</summary>
internal static class TaxCalculator
{
    private const long Lifetime = 90 * 86_400;
    private const string GeneralServices = "txcd_10000000";

    public static TaxCalculation Calculate(UnitOfWork work, Params asked)
    {
        var currency = asked.RequiredCurrency("currency");
        var customer = asked.String("customer") is { } id ? work.FromParam<Customer>(id, "customer") : null;
        var details = Details(work, asked, customer);
        var sources = asked.Hashes("line_items", 250).Value ?? throw Errors.Missing("line_items");
        asked.Ignore("ship_from_details", "shipping_cost");
        var date = asked.Timestamp("tax_date") ?? work.Now;
        if (!TaxTable.IsLocated(details.Address))
            throw AutomaticTaxes.LocationInvalid();
        var place = TaxTable.Find(details.Address!);
        var lines = sources.Select((source, i) => Line(source, i, place, Reason(details, place))).ToList();
        var exclusive = lines.Where(line => line.TaxBehavior == "exclusive").Sum(line => line.AmountTax);
        return new()
        {
            Id = Ids.New("taxcalc"),
            AmountTotal = lines.Sum(line => line.Amount) + exclusive,
            Currency = currency,
            Customer = customer?.Id,
            CustomerDetails = details,
            ExpiresAt = work.Now + Lifetime,
            LineItems = lines,
            TaxAmountExclusive = exclusive,
            TaxAmountInclusive = lines.Where(line => line.TaxBehavior == "inclusive").Sum(line => line.AmountTax),
            TaxBreakdown = Breakdown(lines, place, Reason(details, place)),
            TaxDate = date,
        };
    }

    private static TaxLine Line(Params source, int index, TaxJurisdiction? place, string? zeroReason)
    {
        var amount = source.RequiredLong("amount", -999_999_999_999, 999_999_999_999);
        var behavior = source.Word("tax_behavior", "exclusive", "inclusive") ?? "exclusive";
        var percentage = place is null || zeroReason is not null ? 0 : place.Percentage;
        var tax = TaxMath.Taxes(amount, [new("", percentage, behavior == "inclusive")])[0].Amount;
        return new()
        {
            Id = Ids.New("tax_li"),
            Amount = amount,
            AmountTax = tax,
            Metadata = source.Map("metadata"),
            Product = source.String("product"),
            Quantity = source.Long("quantity", 1) ?? 1,
            Reference = source.String("reference", 500) ?? string.Create(CultureInfo.InvariantCulture, $"L{index + 1}"),
            TaxBehavior = behavior,
            TaxCode = source.String("tax_code") ?? GeneralServices,
        };
    }

    private static TaxBreakdown[] Breakdown(IReadOnlyList<TaxLine> lines, TaxJurisdiction? place, string? zeroReason) =>
    [
        .. lines.GroupBy(line => line.TaxBehavior == "inclusive").Select(group => new TaxBreakdown(
            group.Sum(line => line.AmountTax),
            group.Key,
            new TaxBreakdownRate(
                place?.Country, (zeroReason is null ? place?.Percentage ?? 0 : 0).ToString("0.0###", CultureInfo.InvariantCulture), place?.State, place?.TaxType),
            place is null ? "not_collecting" : zeroReason ?? "standard_rated",
            place is null ? 0 : group.Sum(line => group.Key ? line.Amount - line.AmountTax : line.Amount))),
    ];

    private static string? Reason(TaxCustomerDetails details, TaxJurisdiction? place) => details.TaxabilityOverride switch
    {
        "customer_exempt" => "customer_exempt",
        "reverse_charge" => "reverse_charge",
        _ => place is not null && TaxTable.IsInEuropeanUnion(place.Country) && details.TaxIds.Any(taxId => taxId.Type == "eu_vat") ? "reverse_charge" : null,
    };

    private static TaxCustomerDetails Details(UnitOfWork work, Params asked, Customer? customer)
    {
        if (asked.Hash("customer_details") is { } hash)
        {
            return new()
            {
                Address = hash.Address("address"),
                AddressSource = hash.Word("address_source", "billing", "shipping"),
                IpAddress = hash.String("ip_address", 45),
                TaxabilityOverride = hash.Word("taxability_override", "customer_exempt", "none", "reverse_charge") ?? "none",
                TaxIds = [.. (hash.Hashes("tax_ids", 10).Value ?? []).Select(TaxIdEndpoints.Read).Select(read => new TaxCustomerId(read.Type, read.Value))],
            };
        }

        if (customer is null)
            throw Errors.Missing("customer_details");
        return new()
        {
            Address = customer.Address,
            AddressSource = "billing",
            IpAddress = customer.TaxIpAddress,
            TaxabilityOverride = customer.TaxExempt switch { "exempt" => "customer_exempt", "reverse" => "reverse_charge", _ => "none" },
            TaxIds = [.. work.Table<TaxId>().Where("customer", customer.Id).Select(taxId => new TaxCustomerId(taxId.Type, taxId.Value))],
        };
    }
}
