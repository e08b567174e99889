using System.Text.RegularExpressions;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>The fidelity table of docs/stripe-sandbox.md: every row has a mark and names a test that exists and runs.</summary>
public sealed partial class FidelityTableTests
{
    private const int FewestRows = 150;

    private static readonly string[] Marks = ["[spec]", "[docs]", "[sdk]", "[obs]", "(unverified)", "(control)"];

    [Fact]
    public void Table_EveryRow_NamesATestThatRuns()
    {
        var tests = RunningTests();
        var rows = Rows();
        Assert.InRange(rows.Count, FewestRows, int.MaxValue);
        Assert.Equal([], rows.Where(row => !tests.Contains(row.Test)).Select(row => row.Test));
        Assert.Equal([], rows.Where(row => !Marks.Any(mark => row.Mark.Contains(mark, StringComparison.Ordinal))).Select(row => row.Statement));
        Assert.Equal(rows.Count, rows.DistinctBy(row => row.Statement).Count());
    }

    private sealed record Row(string Statement, string Mark, string Test);

    private static List<Row> Rows()
    {
        using var reader = new StreamReader(typeof(FidelityTableTests).Assembly.GetManifestResourceStream("stripe-sandbox.md")!);
        return [.. TableRow().Matches(reader.ReadToEnd()).Select(match => new Row(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value))];
    }

    /// <summary>Facts and theories of both test projects that are not skipped, as <c>Class.Method</c>, read from their sources.</summary>
    private static HashSet<string> RunningTests()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "tests")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The sources of the tests are not above the test's own folder.");
        var tests = new HashSet<string>();
        foreach (var project in new[] { "ClientForge.Billing.UnitTests", "ClientForge.Billing.IntegrationTests" })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(folder.FullName, "tests", project, "StripeSandbox"), "*Tests.cs"))
                tests.UnionWith(TestMethod().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileNameWithoutExtension(file)}.{match.Groups[1].Value}"));
        }

        return tests;
    }

    [GeneratedRegex("""^\| (.+?) \| ([^|]+) \| `(\w+\.\w+)` \|$""", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex("""\[(?:Fact|Theory)\]\s+(?:\[[^\n]*\]\s+)*public (?:async )?(?:Task|void) (\w+)\(""")]
    private static partial Regex TestMethod();
}
