using System.Collections.Frozen;

namespace ClientForge.Billing.Services;

/// <summary>
/// The currencies Stripe presents charges in (docs.stripe.com/currencies): which have no decimals or three, which are
/// sent with decimals they no longer have, the least charge of each, and the sign people know it by.
/// </summary>
internal static class CurrencyTable
{
    private const string TwoDecimals =
        "aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop crc " +
        "cve czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils inr jmd kes kgs khr kyd " +
        "kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php " +
        "pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb tjs top try ttd twd tzs uah usd uyu uzs " +
        "wst xcd yer zar zmw";

    private const string NoDecimals = "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf";

    private const string ThreeDecimals = "bhd jod kwd omr tnd";

    /// <summary>Whole units by law, yet sent with two decimals that must be zero, for backward compatibility.</summary>
    private const string WholeUnitsSentWithTwoDecimals = "isk ugx";

    private static readonly Dictionary<string, long> MinimumCharges = new()
    {
        ["usd"] = 50, ["eur"] = 50, ["gbp"] = 30, ["aud"] = 50, ["brl"] = 50, ["cad"] = 50, ["chf"] = 50, ["inr"] = 50,
        ["nzd"] = 50, ["sgd"] = 50, ["ars"] = 50, ["cop"] = 50, ["idr"] = 50, ["ils"] = 50, ["php"] = 50, ["rub"] = 50,
        ["zar"] = 50, ["aed"] = 200, ["myr"] = 200, ["pln"] = 200, ["ron"] = 200, ["czk"] = 1500, ["dkk"] = 250,
        ["hkd"] = 400, ["huf"] = 17500, ["jpy"] = 50, ["krw"] = 50, ["mxn"] = 1000, ["nok"] = 300, ["sek"] = 300,
        ["thb"] = 1000,
    };

    private static readonly Dictionary<string, string> Symbols = new()
    {
        ["usd"] = "$", ["eur"] = "€", ["gbp"] = "£", ["jpy"] = "¥", ["cad"] = "CA$", ["aud"] = "A$", ["nzd"] = "NZ$",
        ["mxn"] = "MX$", ["brl"] = "R$", ["hkd"] = "HK$", ["twd"] = "NT$", ["cny"] = "CN¥", ["krw"] = "₩", ["inr"] = "₹",
        ["ils"] = "₪", ["vnd"] = "₫", ["php"] = "₱",
    };

    // After the tables it reads: static fields are set in the order they are written.
    public static FrozenDictionary<string, Currency> ByCode { get; } = Build();

    private static FrozenDictionary<string, Currency> Build() =>
        Group(TwoDecimals, exponent: 2, displayDigits: 2, step: 1)
            .Concat(Group(NoDecimals, exponent: 0, displayDigits: 0, step: 1))
            .Concat(Group(ThreeDecimals, exponent: 3, displayDigits: 3, step: 10))
            .Concat(Group(WholeUnitsSentWithTwoDecimals, exponent: 2, displayDigits: 0, step: 100))
            .ToFrozenDictionary(currency => currency.Code, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<Currency> Group(string codes, int exponent, int displayDigits, long step) =>
        codes.Split(' ').Select(code => new Currency(
            code,
            exponent,
            displayDigits,
            step,
            MinimumCharges.TryGetValue(code, out var minimum) ? minimum : null,
            Symbols.GetValueOrDefault(code)));
}
