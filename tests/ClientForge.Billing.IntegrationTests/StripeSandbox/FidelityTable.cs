using System.Text.RegularExpressions;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>A row of the fidelity tables of docs/stripe-sandbox.md.</summary>
/// <param name="Statement">What the sandbox does.</param>
/// <param name="Mark">Where that is known from.</param>
/// <param name="Test">What holds it: <c>Class.Method</c>, or <c>file.test.mjs: name</c> for a test of Stripe's Node client.</param>
internal sealed record FidelityRow(string Statement, string Mark, string Test)
{
    /// <summary>File and name of a test of Stripe's Node client; null for a test of ours.</summary>
    public (string File, string Name)? NodeTest => Test.Split(": ", 2) is [var file, var name] ? (file, name) : null;
}

/// <summary>Reads the fidelity tables.</summary>
internal static partial class FidelityTable
{
    private const string Header = "| statement | mark | test |";

    /// <summary>Every row of every table under the header; a line that is none is a failure, so that no row is left out unseen.</summary>
    public static IReadOnlyList<FidelityRow> Rows()
    {
        using var stream = typeof(FidelityTable).Assembly.GetManifestResourceStream("stripe-sandbox.md")!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    internal static IReadOnlyList<FidelityRow> Parse(string page)
    {
        var rows = new List<FidelityRow>();
        var lines = page.ReplaceLineEndings("\n").Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            if (lines[index] != Header)
                continue;
            for (index += 2; index < lines.Length && lines[index].StartsWith('|'); index++)
            {
                var match = TableRow().Match(lines[index]);
                rows.Add(match.Success
                    ? new(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value)
                    : throw new FormatException("Not a row of statement, mark and test: " + lines[index]));
            }
        }

        return rows;
    }

    [GeneratedRegex("""^\| (.+?) \| ([^|]+) \| `(\w+\.\w+|\w+\.test\.mjs: [^`]+)` \|$""")]
    private static partial Regex TableRow();
}
