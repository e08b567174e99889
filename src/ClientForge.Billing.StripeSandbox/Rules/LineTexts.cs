using System.Globalization;

namespace ClientForge.Billing.StripeSandbox.Rules;

/// <summary>The descriptions Stripe writes on invoice lines.</summary>
internal static class LineTexts
{
    /// <summary><c>2 × Pro (at $20.00 / month)</c></summary>
    public static string Licensed(decimal quantity, string product, string price) => $"{Number(quantity)} × {product} (at {price})";

    /// <summary><c>Unused time on 2 × Pro after 05 Nov 2026</c></summary>
    public static string Unused(decimal quantity, string product, long at) => $"Unused time on {Counted(quantity, product)} after {Date(at)}";

    /// <summary><c>Remaining time on 2 × Pro after 05 Nov 2026</c></summary>
    public static string Remaining(decimal quantity, string product, long at) =>
        $"Remaining time on {Counted(quantity, product)} after {Date(at)}";

    /// <summary>What a trial's zero line says: it differs by billing mode.</summary>
    public static string Trial(decimal quantity, string product, bool flexible) =>
        flexible ? $"Free trial for {Number(quantity)} × {product}" : $"Trial period for {product}";

    /// <summary><c>$20.00 / month</c>, <c>$20.00 / every 3 months</c></summary>
    public static string Rate(string amount, BillingInterval interval)
    {
        var unit = interval.Unit switch
        {
            IntervalUnit.Day => "day",
            IntervalUnit.Week => "week",
            IntervalUnit.Month => "month",
            _ => "year",
        };
        return interval.Count == 1 ? $"{amount} / {unit}" : string.Create(CultureInfo.InvariantCulture, $"{amount} / every {interval.Count} {unit}s");
    }

    private static string Counted(decimal quantity, string product) => quantity == 1 ? product : $"{Number(quantity)} × {product}";

    private static string Number(decimal quantity) => quantity.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Date(long at) =>
        DateTimeOffset.FromUnixTimeSeconds(at).ToString("dd MMM yyyy", CultureInfo.InvariantCulture);
}
