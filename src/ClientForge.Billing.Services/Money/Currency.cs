using System.Diagnostics.CodeAnalysis;
using System.Globalization;

// The folder is called Money; a namespace of that name would hide the type Money from every other feature.
namespace ClientForge.Billing.Services;

/// <summary>
/// One currency Stripe can charge, with the rules its amounts follow on Stripe's wire. There is one instance a
/// currency, so reference equality is equality.
/// </summary>
public sealed class Currency
{
    private const int MaxPriceDecimals = 12;

    internal Currency(string code, int exponent, int displayDigits, long step, long? minimumCharge, string? symbol)
    {
        Code = code;
        Exponent = exponent;
        DisplayDigits = displayDigits;
        Step = step;
        MinimumCharge = minimumCharge;
        Symbol = symbol;
        UnitsPerMajor = PowerOfTen(exponent);
    }

    public static Currency Usd { get; } = Get("usd");

    public static Currency Eur { get; } = Get("eur");

    /// <summary>Every currency known, by code.</summary>
    public static IReadOnlyCollection<Currency> All => CurrencyTable.ByCode.Values;

    /// <summary>The ISO 4217 code in lower case, as Stripe writes it.</summary>
    public string Code { get; }

    /// <summary>Decimals of an amount on the wire: 0 (jpy), 2 (usd, but also isk and ugx) or 3 (kwd).</summary>
    public int Exponent { get; }

    /// <summary>Decimals shown to people: as <see cref="Exponent"/>, but 0 for isk and ugx, which have no cents any more.</summary>
    public int DisplayDigits { get; }

    /// <summary>
    /// What a charged amount must be a multiple of, in minor units: 100 for isk and ugx, 10 for the three-decimal
    /// currencies (cards settle two decimals), otherwise 1.
    /// </summary>
    public long Step { get; }

    /// <summary>The least Stripe charges, in minor units; null where Stripe names none and converts the settlement currency's.</summary>
    public long? MinimumCharge { get; }

    /// <summary>The sign written before an amount; null when the code is written instead.</summary>
    public string? Symbol { get; }

    /// <summary>Minor units in one major unit: 1, 100 or 1000.</summary>
    public long UnitsPerMajor { get; }

    /// <summary>The currency of this code, in either case.</summary>
    /// <exception cref="ArgumentException">No such currency.</exception>
    public static Currency Get(string code) =>
        TryGet(code, out var currency) ? currency : throw new ArgumentException($"Unknown currency '{code}'.", nameof(code));

    /// <summary>The currency of this code, in either case; false for null and for codes Stripe does not charge in.</summary>
    public static bool TryGet(string? code, [NotNullWhen(true)] out Currency? currency)
    {
        currency = null;
        return code is { Length: 3 } && CurrencyTable.ByCode.TryGetValue(code, out currency);
    }

    /// <summary>Whether Stripe would take a charge of this amount in minor units; zero is never charged.</summary>
    public bool IsChargeable(long amount) => amount > 0 && amount >= (MinimumCharge ?? 0) && amount % Step == 0;

    /// <summary>
    /// An amount for people, the same on every machine: <c>$1,234.50</c>, <c>-€0.05</c>, <c>¥500</c>, <c>KWD 1.234</c>.
    /// Decimals beyond the usual are shown where there are any, as in a price of <c>$0.0025</c> a call.
    /// </summary>
    /// <param name="minorUnits">Minor units, with up to twelve decimals as Stripe's unit prices have.</param>
    public string Format(decimal minorUnits)
    {
        var major = Math.Abs(minorUnits) / UnitsPerMajor;
        var needed = Math.Round(major, DisplayDigits) == major ? DisplayDigits : Exponent;
        var pattern = "#,##0." + new string('0', needed) + new string('#', MaxPriceDecimals + Exponent - needed);
        // A no-break space after a code: an amount never breaks over two lines.
        var sign = Symbol ?? Code.ToUpperInvariant() + "\u00a0";
        return (minorUnits < 0 ? "-" : "") + sign + major.ToString(pattern, CultureInfo.InvariantCulture);
    }

    public override string ToString() => Code;

    private static long PowerOfTen(int exponent) => exponent switch
    {
        0 => 1,
        2 => 100,
        3 => 1000,
        _ => throw new ArgumentOutOfRangeException(nameof(exponent), exponent, "Stripe knows 0, 2 and 3 decimals."),
    };
}
