using System.Collections.Frozen;
using System.Globalization;

namespace ClientForge.Billing.StripeSandbox.Rules;

/// <summary>What Stripe knows of each currency: decimals, least and greatest charge. Codes are lower case.</summary>
internal static class Currencies
{
    private static readonly FrozenSet<string> ZeroDecimal = FrozenSet.Create(
        "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf");

    private static readonly FrozenSet<string> ThreeDecimal = FrozenSet.Create("bhd", "jod", "kwd", "omr", "tnd");

    // In minor units. https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
    private static readonly FrozenDictionary<string, long> Minimums = new Dictionary<string, long>
    {
        ["usd"] = 50, ["eur"] = 50, ["gbp"] = 30, ["aud"] = 50, ["brl"] = 50, ["cad"] = 50, ["chf"] = 50, ["inr"] = 50,
        ["nzd"] = 50, ["sgd"] = 50, ["ars"] = 50, ["cop"] = 50, ["idr"] = 50, ["ils"] = 50, ["php"] = 50, ["rub"] = 50,
        ["zar"] = 50, ["aed"] = 200, ["myr"] = 200, ["pln"] = 200, ["ron"] = 200, ["czk"] = 1500, ["dkk"] = 250,
        ["hkd"] = 400, ["huf"] = 17_500, ["jpy"] = 50, ["krw"] = 50, ["mxn"] = 1000, ["nok"] = 300, ["sek"] = 300,
        ["thb"] = 1000,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, int> MaximumDigits = new Dictionary<string, int>
    {
        ["idr"] = 12, ["cop"] = 10, ["inr"] = 9,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Symbols = new Dictionary<string, string>
    {
        ["usd"] = "$", ["eur"] = "€", ["gbp"] = "£", ["jpy"] = "¥", ["inr"] = "₹", ["krw"] = "₩", ["aud"] = "A$",
        ["cad"] = "CA$", ["nzd"] = "NZ$", ["brl"] = "R$", ["mxn"] = "MX$", ["hkd"] = "HK$", ["ils"] = "₪", ["vnd"] = "₫",
    }.ToFrozenDictionary();

    /// <summary>Decimals of the minor unit: 0, 2 or 3.</summary>
    public static int Exponent(string currency) =>
        ZeroDecimal.Contains(currency) ? 0 : ThreeDecimal.Contains(currency) ? 3 : 2;

    /// <summary>The least amount in minor units that can be charged; 1 where Stripe states none.</summary>
    public static long MinimumCharge(string currency) => Minimums.GetValueOrDefault(currency, 1);

    /// <summary>The greatest amount in minor units that can be charged.</summary>
    public static long MaximumCharge(string currency)
    {
        long limit = 1;
        for (var digit = MaximumDigits.GetValueOrDefault(currency, 8); digit > 0; digit--)
            limit *= 10;
        return limit - 1;
    }

    /// <summary>
    /// Total of an invoice as it can be charged: currencies whose smallest payable unit is coarser than their minor unit are
    /// rounded to the nearest payable one (UGX to whole shillings, three-decimal currencies to ten of the minor unit).
    /// </summary>
    public static long RoundPayable(string currency, long amount)
    {
        var step = PayableStep(currency);
        return step == 1 ? amount : Rational.Of(amount, step).RoundHalfAwayFromZero() * step;
    }

    /// <summary>The smallest payable unit in minor units: 100 in UGX and ISK, 10 in three-decimal currencies, else 1.</summary>
    public static long PayableStep(string currency) => currency is "ugx" or "isk" ? 100 : ThreeDecimal.Contains(currency) ? 10 : 1;

    /// <summary>The amount for people: <c>$20.00</c>, <c>¥500</c>, <c>12.345 KWD</c>; decimals below the minor unit are kept.</summary>
    public static string Format(string currency, decimal minorUnits)
    {
        var exponent = Exponent(currency);
        var scale = exponent switch { 0 => 1m, 2 => 100m, _ => 1000m };
        var number = (Math.Abs(minorUnits) / scale).ToString(
            "#,0" + (exponent == 0 ? ".############" : "." + new string('0', exponent) + "############"), CultureInfo.InvariantCulture);
        var text = Symbols.TryGetValue(currency, out var symbol) ? symbol + number : number + " " + currency.ToUpperInvariant();
        return minorUnits < 0 ? "-" + text : text;
    }
}
