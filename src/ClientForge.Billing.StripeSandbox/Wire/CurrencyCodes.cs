using System.Globalization;
using ClientForge.Billing.StripeSandbox.Rules;

namespace ClientForge.Billing.StripeSandbox.Wire;

/// <summary>The currencies a parameter may name, and the amounts that can be charged in them.</summary>
internal static class CurrencyCodes
{
    /// <summary>Twelve digits, Stripe's limit for cards.</summary>
    private const long MaximumCardCharge = 999_999_999_999;

    private static readonly HashSet<string> Known = [.. (
        "usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop crc cve " +
        "czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl hrk htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf " +
        "krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php " +
        "pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv " +
        "wst xaf xcd xof xpf yer zar zmw").Split(' ')];

    public static string Listed { get; } = string.Join(", ", Known.Order());

    public static bool IsKnown(string code) => Known.Contains(code);

    /// <summary>Refuses an amount (minor units) that cannot be charged.</summary>
    public static void RequireChargeable(long amount, string currency, string param)
    {
        var minimum = Currencies.MinimumCharge(currency);
        if (amount < minimum)
            throw Errors.Parameter($"Amount must be at least {Major(minimum, currency)} {currency}", param, "amount_too_small");
        if (amount % Currencies.PayableStep(currency) is not 0)
            throw Errors.Parameter($"Invalid amount: {amount}. Amounts in {currency} must be multiples of {Currencies.PayableStep(currency)}.", param, "parameter_invalid_integer");
        if (amount > MaximumCardCharge)
            throw Errors.Parameter($"Amount must be no more than {Major(MaximumCardCharge, currency)} {currency}", param, "amount_too_large");
    }

    private static string Major(long amount, string currency)
    {
        var decimals = Currencies.Exponent(currency);
        return (amount / decimals switch { 0 => 1m, 2 => 100m, _ => 1000m }).ToString("F" + decimals, CultureInfo.InvariantCulture);
    }
}
