using System.Text.RegularExpressions;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>The fidelity table of docs/stripe-sandbox.md: every row has a mark and names a test that exists and runs.</summary>
public sealed partial class FidelityTableTests
{
    private const int FewestRows = 220;

    private static readonly string[] Marks = ["[spec]", "[docs]", "[sdk]", "[obs]", "(unverified)", "(control)"];

    [Fact]
    public void Table_EveryRow_HasAMarkAndAStatementOfItsOwn()
    {
        var rows = FidelityTable.Rows();
        Assert.InRange(rows.Count, FewestRows, int.MaxValue);
        Assert.Equal([], rows.Where(row => !Marks.Any(mark => row.Mark.Contains(mark, StringComparison.Ordinal))).Select(row => row.Statement));
        Assert.Equal([], rows.GroupBy(row => row.Statement).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void Table_EveryRow_NamesATestThatTheRunnerRuns()
    {
        var tests = RunningTests.OfTheSandbox();
        Assert.Equal([], FidelityTable.Rows().Where(row => row.NodeTest is null && !tests.Contains(row.Test)).Select(row => row.Test));
    }

    /// <summary>That the suite's report shows each as passed is held where the suite runs.</summary>
    [Fact]
    public void Table_RowOfTheNodeSuite_NamesATestOfItsFile()
    {
        var tests = FidelityTable.Rows().Select(row => row.NodeTest).OfType<(string File, string Name)>().ToList();
        Assert.NotEmpty(tests);
        Assert.Equal([], tests.Where(test => !NodeTests(test.File).Contains(test.Name)));
    }

    [Theory]
    [InlineData("| statement | mark | test |\n| --- | --- | --- |\n| A | [docs] | no code |\n")]
    [InlineData("| statement | mark | test |\n| --- | --- | --- |\n| A | [docs] | `Class.Method`\n")]
    [InlineData("| statement | mark | test |\n| --- | --- | --- |\n| A | `Class.Method` |\n")]
    public void Table_LineThatIsNoRow_IsAFailure(string page) => Assert.Throws<FormatException>(() => FidelityTable.Parse(page));

    [Fact]
    public void Runner_SkipsWhatIsMarkedSo()
    {
        Assert.True(RunningTests.Runs(new FactAttribute(), []));
        Assert.True(RunningTests.Runs(new TheoryAttribute(), [new InlineDataAttribute(1)]));
        Assert.False(RunningTests.Runs(null, []));
        Assert.False(RunningTests.Runs(new FactAttribute { Skip = "broken" }, []));
        Assert.False(RunningTests.Runs(new FactAttribute { Explicit = true }, []));
        Assert.False(RunningTests.Runs(new TheoryAttribute(), []));
        Assert.False(RunningTests.Runs(new TheoryAttribute(), [new InlineDataAttribute(1), new InlineDataAttribute(2) { Skip = "broken" }]));
    }

    private static HashSet<string> NodeTests(string file)
    {
        var path = Path.Combine(StripeNodeTests.Folder(), file);
        return File.Exists(path) ? [.. NodeTest().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value)] : [];
    }

    [GeneratedRegex("""^test\('([^']+)',""", RegexOptions.Multiline)]
    private static partial Regex NodeTest();
}
