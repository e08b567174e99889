using ClientForge.Pdf;
using ClientForge.Pdf.Fonts;
using ClientForge.Pdf.Layout;
using ClientForge.Pdf.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ClientForge.Billing.UnitTests.Pdf;

public sealed class LayoutTests
{
    private static readonly TextStyle Style = new(new FontChain(StandardFonts.Sans), 10, PdfColor.Black);
    private static readonly Margins Margins = new(50, 50, 50, 60);

    [Theory]
    [InlineData("one two three", 60, new[] { "one two", "three" })]
    [InlineData("one\ntwo\r\nthree", 600, new[] { "one", "two", "three" })]
    [InlineData("", 60, new[] { "" })]
    [InlineData("wwwwwwwwww", 30, new[] { "www", "www", "www", "w" })]
    [InlineData("a  b", 8, new[] { "a", "b" })]
    public void Wrap_Text_BreaksAtSpacesThenInsideWords(string text, double width, string[] expected) =>
        Assert.Equal(expected, TextWrapper.Wrap(text, Style, width));

    [Fact]
    public void Wrap_MoreThanMaxLines_EndsWithAnEllipsisThatFits()
    {
        var lines = TextWrapper.Wrap("alpha beta gamma delta", Style, 60, maxLines: 2);

        Assert.Equal(2, lines.Count);
        Assert.EndsWith("…", lines[1]);
        Assert.True(Style.Measure(lines[1]) <= 60);
    }

    [Fact]
    public void Wrap_AnyText_LosesNothingButSpacesAndFitsTheWidth() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            ArbMap.Default.GeneratorFor<string>().Where(text => text is not null).ToArbitrary(),
            Gen.Choose(15, 300).ToArbitrary(),
            (text, width) =>
            {
                var lines = TextWrapper.Wrap(text, Style, width);
                static string Dense(string value) => PrintableText.Clean(value).Replace(" ", "", StringComparison.Ordinal);
                return Dense(string.Concat(lines)) == Dense(text)
                    && lines.All(line => Style.Measure(line) <= width + 0.01 || line.EnumerateRunes().Count() == 1);
            }));

    [Fact]
    public void Table_ManyRows_RepeatsTheHeadingAndKeepsEveryRowOnce()
    {
        var (document, flow) = Start();
        NewTable().Draw(flow, Enumerable.Range(1, 300).Select(i => Row($"row {i}", $"{i}")));
        PageNumbers.Draw(document, Margins, "Seller", Style);
        var reader = new PdfReader(document.ToBytes());

        Assert.InRange(reader.Pages.Count, 7, 12);
        Assert.All(reader.Text, lines => Assert.Equal(["Text", "Number"], lines.Take(2)));
        Assert.Equal(
            Enumerable.Range(1, 300).Select(i => $"row {i}"),
            reader.Text.SelectMany(lines => lines).Where(line => line.StartsWith("row", StringComparison.Ordinal)));
        Assert.Contains($"Page 2 of {reader.Pages.Count}", reader.Text[1]);
    }

    [Fact]
    public void Table_RowTallerThanAPage_IsBrokenBetweenItsLines()
    {
        var (document, flow) = Start();
        var lines = Enumerable.Range(1, 200).Select(i => $"line {i}").ToArray();
        NewTable().Draw(flow, [Row("before", "1"), Row(string.Join('\n', lines), "2"), Row("after", "3")]);
        var reader = new PdfReader(document.ToBytes());

        Assert.InRange(reader.Pages.Count, 4, 5);
        Assert.Equal(lines, reader.Text.SelectMany(page => page).Where(line => line.StartsWith("line", StringComparison.Ordinal)));
        Assert.Contains("after", reader.Text[^1]);
    }

    [Fact]
    public void Table_RowThatDoesNotFit_MovesToTheNextPageWhole()
    {
        var (document, flow) = Start();
        flow.Y = flow.Bottom - 60;
        NewTable().Draw(flow, [Row("short", "1"), Row("a\nb\nc", "2")]);
        var reader = new PdfReader(document.ToBytes());

        Assert.Equal(["Text", "Number", "short", "1"], reader.Text[0]);
        Assert.Equal(["Text", "Number", "a", "b", "c", "2"], reader.Text[1]);
    }

    [Fact]
    public void Table_HeadingThatWouldStandAlone_MovesWithItsFirstRow()
    {
        var (document, flow) = Start();
        flow.Y = flow.Bottom - 25;
        NewTable().Draw(flow, [Row("first", "1")]);

        Assert.Equal([[], ["Text", "Number", "first", "1"]], new PdfReader(document.ToBytes()).Text);
    }

    [Fact]
    public void Table_RowOfAnotherLength_Throws()
    {
        var (_, flow) = Start();

        Assert.Throws<ArgumentException>(() => NewTable().Draw(flow, [[new TableCell("only one", Style)]]));
    }

    private static (PdfDocument Document, PageFlow Flow) Start()
    {
        var document = new PdfDocument(PdfDocumentTests.Metadata());
        return (document, new PageFlow(document, PageSize.A4, Margins));
    }

    private static Table NewTable() => new(
        [new TableColumn("Text", 300), new TableColumn("Number", 100, TextAlign.Right)],
        new TableStyle { Header = Style, HeaderFill = PdfColor.Gray(230), RuleColor = PdfColor.Gray(200) });

    private static TableCell[] Row(string text, string number) => [new(text, Style), new(number, Style)];
}
