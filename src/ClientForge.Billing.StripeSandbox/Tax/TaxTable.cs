using System.Collections.Frozen;
using ClientForge.Billing.StripeSandbox.Customers;

namespace ClientForge.Billing.StripeSandbox.Tax;

/// <summary>Where tax is collected and how much. <paramref name="Percentage"/> in percent; <paramref name="State"/> only in the US.</summary>
internal sealed record TaxJurisdiction(string Country, string? State, decimal Percentage, string TaxType, string DisplayName);

/// <summary>
/// The published table that <c>automatic_tax</c> and tax calculations work with: one standard rate for each country, the state's own rate in the US,
/// as if the account were registered everywhere in it. It is listed in docs/stripe-sandbox.md; real rates differ by place and product.
/// </summary>
internal static class TaxTable
{
    private const string Vat =
        "AT20 BE21 BG20 CY19 CZ21 DE19 DK25 EE24 ES21 FI25.5 FR20 GB20 GR24 HR25 HU27 IE23 IT22 LT21 LU17 LV21 MT18 NL21 NO25 PL23 PT23 RO21 SE25 SI22 " +
        "SK23 CH8.1";

    private const string Gst = "AU10 CA5 IN18 NZ15 SG9";
    private const string SalesTax = "CA7.25 CO2.9 FL6 GA4 IL6.25 MA6.25 MI6 NJ6.625 NY4 OH5.75 PA6 TX6.25 VA5.3 WA6.5";

    private static readonly FrozenSet<string> EuropeanUnion =
        "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".Split(' ').ToFrozenSet();

    private static readonly FrozenDictionary<string, TaxJurisdiction> All = Entries().ToFrozenDictionary(entry => entry.Country + entry.State);

    /// <summary>The rate of an address; null where no tax is collected.</summary>
    public static TaxJurisdiction? Find(Address address)
    {
        var country = address.Country?.ToUpperInvariant();
        return All.GetValueOrDefault(country == "US" ? "US" + address.State?.ToUpperInvariant() : country ?? "");
    }

    /// <summary>An address tells enough to find a rate: the country, in the US the state or postal code, too.</summary>
    public static bool IsLocated(Address? address) =>
        address is { Country: not null } && (!address.Country.Equals("US", StringComparison.OrdinalIgnoreCase) || address.State is not null || address.PostalCode is not null);

    public static bool IsInEuropeanUnion(string country) => EuropeanUnion.Contains(country);

    private static IEnumerable<TaxJurisdiction> Entries() =>
    [
        .. Vat.Split(' ').Select(entry => new TaxJurisdiction(entry[..2], null, Percent(entry), "vat", "VAT")),
        .. Gst.Split(' ').Select(entry => new TaxJurisdiction(entry[..2], null, Percent(entry), "gst", "GST")),
        .. SalesTax.Split(' ').Select(entry => new TaxJurisdiction("US", entry[..2], Percent(entry), "sales_tax", "Sales Tax")),
        new("JP", null, 10, "jct", "Consumption Tax"),
    ];

    private static decimal Percent(string entry) => decimal.Parse(entry.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture);
}
