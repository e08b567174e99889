namespace ClientForge.Billing.DevHost.TaxJar;

/// <summary>From a checked request to TaxJar's answer.</summary>
internal static class TaxCalculation
{
    // TaxJar's tax code for items that are never taxed.
    private const string ExemptProduct = "99999";

    private static readonly string[] FullExemptions = ["wholesale", "government", "other"];

    public static Tax Calculate(TaxRequest request)
    {
        var country = request.ToCountry!.ToUpperInvariant();
        var rate = TaxRates.Find(country, request.ToState?.ToUpperInvariant() ?? "", request.ToZip ?? "");
        var shipping = request.Shipping ?? 0;
        var order = OrderAmount(request) + shipping;
        if (rate is null)
            return Untaxed(order, shipping, hasNexus: false);
        if (FullExemptions.Contains(request.ExemptionType))
            return Untaxed(order, shipping, hasNexus: true) with { ExemptionType = request.ExemptionType };
        var taxable = OrderAmount(request) - ExemptAmount(request);
        return new Tax
        {
            OrderTotalAmount = order,
            Shipping = shipping,
            TaxableAmount = taxable,
            AmountToCollect = Cents(taxable * rate.Combined),
            Rate = rate.Combined,
            HasNexus = true,
            FreightTaxable = false,
            TaxSource = "destination",
            Jurisdictions = new TaxJurisdictions(country, request.ToState?.ToUpperInvariant(), rate.CountyName, rate.CityName),
            Breakdown = Breakdown(country, rate, taxable),
        };
    }

    private static Tax Untaxed(decimal order, decimal shipping, bool hasNexus) => new()
    {
        OrderTotalAmount = order,
        Shipping = shipping,
        TaxableAmount = 0,
        AmountToCollect = 0,
        Rate = 0,
        HasNexus = hasNexus,
        FreightTaxable = false,
    };

    private static decimal OrderAmount(TaxRequest request) => request.Amount ?? request.LineItems.Sum(line => line.Total);

    private static decimal ExemptAmount(TaxRequest request) =>
        request.LineItems.Where(line => line.ProductTaxCode == ExemptProduct).Sum(line => line.Total);

    private static Dictionary<string, object> Breakdown(string country, TaxRate rate, decimal taxable)
    {
        var fields = new Dictionary<string, object>
        {
            ["taxable_amount"] = taxable,
            ["tax_collectable"] = Cents(taxable * rate.Combined),
            ["combined_tax_rate"] = rate.Combined,
        };
        switch (country)
        {
            case "US":
                Part("state", "state_tax_rate", "state_tax_collectable", rate.State);
                Part("county", "county_tax_rate", "county_tax_collectable", rate.County);
                Part("city", "city_tax_rate", "city_tax_collectable", rate.City);
                Part("special_district", "special_tax_rate", "special_district_tax_collectable", rate.Special);
                break;
            case "CA":
                Part("gst", "gst_tax_rate", "gst", rate.Country);
                Part("pst", "pst_tax_rate", "pst", rate.State);
                break;
            default:
                Part("country", "country_tax_rate", "country_tax_collectable", rate.Country);
                break;
        }
        return fields;

        void Part(string name, string rateField, string amountField, decimal part)
        {
            fields[$"{name}_taxable_amount"] = part == 0 ? 0 : taxable;
            fields[rateField] = part;
            fields[amountField] = Cents(taxable * part);
        }
    }

    private static decimal Cents(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}
