using System.Globalization;
using ClientForge.Billing.Data.Jobs;
using ClientForge.Billing.Services;

namespace ClientForge.Billing.Api.OpsConsole;

/// <summary>How the console writes times, amounts and durations.</summary>
public static class Show
{
    public const string Nothing = "–";

    /// <summary>UTC, to the second.</summary>
    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? Nothing;

    public static string Day(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Nothing;

    /// <param name="amount">Minor units.</param>
    /// <param name="currency">ISO code.</param>
    public static string Money(long amount, string currency)
    {
        var known = Currency.Get(currency);
        var major = (decimal)amount / known.UnitsPerMajor;
        return string.Create(CultureInfo.InvariantCulture, $"{major.ToString($"N{known.Exponent}", CultureInfo.InvariantCulture)} {currency.ToUpperInvariant()}");
    }

    public static string Duration(JobRunRow run) => run.FinishedAt is { } end ? Duration(end - run.StartedAt) : "running";

    public static string Text(string? text) => string.IsNullOrEmpty(text) ? Nothing : text;

    /// <summary>Height of a run's bar, 2 to 24: its duration on a logarithmic scale from a millisecond to some minutes.</summary>
    public static int BarHeight(JobRunRow run)
    {
        var milliseconds = run.FinishedAt is { } end ? Math.Max(1, (end - run.StartedAt).TotalMilliseconds) : 1;
        return Math.Clamp((int)(2 + (4 * Math.Log10(milliseconds))), 2, 24);
    }

    private static string Duration(TimeSpan span) => span.TotalSeconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s");
}
