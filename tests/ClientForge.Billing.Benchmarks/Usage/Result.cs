using System.Globalization;

namespace ClientForge.Billing.Benchmarks.Usage;

/// <summary>One line of the table: a figure, its rival of the same run, and whether their ratio keeps the limit.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Of the figure and of its rival.</param>
/// <param name="Rival">The rival's figure; null when the figure has a limit by itself.</param>
/// <param name="Limit">Of the ratio, or of the figure when there is no rival.</param>
/// <param name="Better">Which way the limit goes.</param>
internal sealed record Result(string Name, double Value, string Unit, double? Rival, double Limit, Better Better)
{
    public Figure ToFigure() => new(Name, Rival is { } rival ? Value / rival : Value, Rival is null ? Unit : "x rival", Limit, Better);

    /// <summary>As a row of a Markdown table.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Name} | {Value:N1} {Unit} | {(Rival is { } rival ? $"{rival:N1} {Unit}" : "")} | {(Rival is null ? "" : $"{Value / Rival:0.00}")} | {(Better == Better.Higher ? "≥" : "≤")} {Limit:0.##} | {(ToFigure().IsMet ? "yes" : "no")} |");
}
