using System.Globalization;

namespace ClientForge.Billing.Benchmarks;

/// <summary>Which way a figure is good.</summary>
internal enum Better
{
    Lower,
    Higher,
}

/// <summary>One measured figure beside its limit (or its rival of the same run); without one it is only reported.</summary>
internal sealed record Figure(string Name, double Value, string Unit, double? Limit, Better Better)
{
    /// <summary>How often the limit is met: above 1 is within.</summary>
    public double? Ratio => Limit is { } limit ? Better == Better.Lower ? limit / Value : Value / limit : null;

    public bool IsMet => Ratio is null or >= 1;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-62} {Value,12:0.###} {Unit,-8}{(Limit is { } limit ? $" limit {limit:0.###}, ratio {Ratio:0.00}{(IsMet ? "" : "  MISSED")}" : "")}");
}
