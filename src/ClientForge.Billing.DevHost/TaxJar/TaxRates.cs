namespace ClientForge.Billing.DevHost.TaxJar;

/// <summary>What one place takes, as fractions of the taxable amount; only the parts that place knows are set.</summary>
internal sealed record TaxRate
{
    /// <summary>VAT or GST of a country without states; Canada's federal GST (or the whole HST).</summary>
    public decimal Country { get; init; }

    /// <summary>State, or Canadian province (PST, QST).</summary>
    public decimal State { get; init; }

    public decimal County { get; init; }

    public decimal City { get; init; }

    public decimal Special { get; init; }

    public string? CountyName { get; init; }

    public string? CityName { get; init; }

    public decimal Combined => Country + State + County + City + Special;
}

/// <summary>
/// The stand-in's table: statutory state rates of the United States, four cities with local rates by ZIP prefix,
/// Canada's provinces, and standard VAT or GST rates of some countries. Good enough to exercise every branch of a
/// client; no basis for filing tax.
/// </summary>
internal static class TaxRates
{
    private static readonly Dictionary<string, decimal> States = new()
    {
        ["AL"] = 0.04m, ["AK"] = 0m, ["AZ"] = 0.056m, ["AR"] = 0.065m, ["CA"] = 0.0725m, ["CO"] = 0.029m, ["CT"] = 0.0635m,
        ["DC"] = 0.06m, ["DE"] = 0m, ["FL"] = 0.06m, ["GA"] = 0.04m, ["HI"] = 0.04m, ["IA"] = 0.06m, ["ID"] = 0.06m,
        ["IL"] = 0.0625m, ["IN"] = 0.07m, ["KS"] = 0.065m, ["KY"] = 0.06m, ["LA"] = 0.05m, ["MA"] = 0.0625m, ["MD"] = 0.06m,
        ["ME"] = 0.055m, ["MI"] = 0.06m, ["MN"] = 0.06875m, ["MO"] = 0.04225m, ["MS"] = 0.07m, ["MT"] = 0m, ["NC"] = 0.0475m,
        ["ND"] = 0.05m, ["NE"] = 0.055m, ["NH"] = 0m, ["NJ"] = 0.06625m, ["NM"] = 0.04875m, ["NV"] = 0.0685m, ["NY"] = 0.04m,
        ["OH"] = 0.0575m, ["OK"] = 0.045m, ["OR"] = 0m, ["PA"] = 0.06m, ["RI"] = 0.07m, ["SC"] = 0.06m, ["SD"] = 0.042m,
        ["TN"] = 0.07m, ["TX"] = 0.0625m, ["UT"] = 0.061m, ["VA"] = 0.053m, ["VT"] = 0.06m, ["WA"] = 0.065m, ["WI"] = 0.05m,
        ["WV"] = 0.06m, ["WY"] = 0.04m,
    };

    private static readonly Dictionary<(string State, string ZipPrefix), TaxRate> Cities = new()
    {
        [("NY", "100")] = new() { State = 0.04m, City = 0.045m, Special = 0.00375m, CountyName = "NEW YORK", CityName = "NEW YORK" },
        [("CA", "900")] = new() { State = 0.0625m, County = 0.01m, Special = 0.025m, CountyName = "LOS ANGELES", CityName = "LOS ANGELES" },
        [("IL", "606")] = new() { State = 0.0625m, County = 0.0175m, City = 0.0125m, Special = 0.01m, CountyName = "COOK", CityName = "CHICAGO" },
        [("WA", "981")] = new() { State = 0.065m, City = 0.0385m, CountyName = "KING", CityName = "SEATTLE" },
    };

    private static readonly Dictionary<string, TaxRate> Provinces = new()
    {
        ["AB"] = new() { Country = 0.05m }, ["BC"] = new() { Country = 0.05m, State = 0.07m }, ["MB"] = new() { Country = 0.05m, State = 0.07m },
        ["NB"] = new() { Country = 0.15m }, ["NL"] = new() { Country = 0.15m }, ["NS"] = new() { Country = 0.14m }, ["NT"] = new() { Country = 0.05m },
        ["NU"] = new() { Country = 0.05m }, ["ON"] = new() { Country = 0.13m }, ["PE"] = new() { Country = 0.15m },
        ["QC"] = new() { Country = 0.05m, State = 0.09975m }, ["SK"] = new() { Country = 0.05m, State = 0.06m }, ["YT"] = new() { Country = 0.05m },
    };

    private static readonly Dictionary<string, decimal> Countries = new()
    {
        ["AT"] = 0.20m, ["AU"] = 0.10m, ["BE"] = 0.21m, ["DE"] = 0.19m, ["DK"] = 0.25m, ["ES"] = 0.21m, ["FI"] = 0.255m, ["FR"] = 0.20m,
        ["GB"] = 0.20m, ["IE"] = 0.23m, ["IT"] = 0.22m, ["NL"] = 0.21m, ["NZ"] = 0.15m, ["PL"] = 0.23m, ["PT"] = 0.23m, ["SE"] = 0.25m,
    };

    public static bool IsStateOf(string country, string state) =>
        country == "US" ? States.ContainsKey(state) : Provinces.ContainsKey(state);

    /// <summary>Null where the seller owes no tax: a state without sales tax, or a country not in the table.</summary>
    public static TaxRate? Find(string country, string state, string zip)
    {
        var found = country switch
        {
            "US" => Cities.FirstOrDefault(city => city.Key.State == state && zip.StartsWith(city.Key.ZipPrefix, StringComparison.Ordinal)).Value
                ?? new TaxRate { State = States[state] },
            "CA" => Provinces[state],
            _ => new TaxRate { Country = Countries.GetValueOrDefault(country) },
        };
        return found.Combined == 0 ? null : found;
    }
}
