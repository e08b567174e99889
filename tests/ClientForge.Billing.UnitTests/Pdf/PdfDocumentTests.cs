using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ClientForge.Pdf;
using ClientForge.Pdf.Fonts;
using ClientForge.Pdf.Text;

namespace ClientForge.Billing.UnitTests.Pdf;

public sealed class PdfDocumentTests
{
    private static readonly TextStyle Style = new(new FontChain(StandardFonts.Sans), 10, PdfColor.Black);

    [Fact]
    public void ToBytes_SameCalls_GivesSameBytes() => Assert.Equal(Sample("Same").ToBytes(), Sample("Same").ToBytes());

    [Fact]
    public void ToBytes_OtherContent_HasAnotherIdentifier()
    {
        static string Id(PdfDocument document) => Regex.Match(new PdfReader(document.ToBytes()).Trailer, "/ID \\[<(\\w{32})>").Groups[1].Value;

        Assert.NotEqual(Id(Sample("One")), Id(Sample("Two")));
        Assert.Equal(32, Id(Sample("One")).Length);
    }

    [Fact]
    public void ToBytes_EveryObject_IsWhereTheTableSays()
    {
        var reader = new PdfReader(Sample("Text").ToBytes());

        Assert.All(reader.Numbers, number => Assert.NotEmpty(reader.Object(number)));
        Assert.All(reader.Numbers.Where(n => reader.Object(n).Contains("stream\n", StringComparison.Ordinal)), n => Assert.NotEmpty(reader.Stream(n)));
    }

    [Theory]
    [InlineData("Łódź žluťoučký kůň")]
    [InlineData("Ελληνικά Привет ¥€₹₪")]
    [InlineData("(paren) \\ <angle> %comment /name")]
    [InlineData("fi ffl\u00a0no-break")]
    public void Text_AnyScriptOfTheFont_ReadsBackTheSame(string text) =>
        Assert.Equal([text], new PdfReader(Sample(text).ToBytes()).Text[0]);

    [Fact]
    public void Text_CharactersThatMustNotShow_AreLeftOut() =>
        Assert.Equal(["ab c"], new PdfReader(Sample("a\u202E\u200B\0\u001Bb\tc\uFEFF\uE000").ToBytes()).Text[0]);

    [Fact]
    public void Text_CharacterNoFontHas_IsTheReplacementCharacter() =>
        Assert.Equal(["x\uFFFDy\uFFFD"], new PdfReader(Sample("x山y\uD800").ToBytes()).Text[0]);

    [Fact]
    public void Text_CharacterOnlyTheFallbackHas_IsDrawnWithIt()
    {
        // The bold face has no sans-serif mathematical letters.
        const string only = "\U0001D5A0";
        Assert.False(StandardFonts.SansBold.Has(only.EnumerateRunes().First()));
        var document = Document();
        var style = Style with { Fonts = new FontChain(StandardFonts.SansBold, StandardFonts.Sans) };
        document.AddPage(PageSize.A4).Text(50, 50, $"a{only}b", style);
        var reader = new PdfReader(document.ToBytes());

        Assert.Equal([$"a{only}b"], reader.Text[0]);
        Assert.Equal(2, reader.Fonts().Count);
    }

    [Fact]
    public void ToBytes_Fonts_AreSubsetsEmbeddedAndNamedSo()
    {
        var reader = new PdfReader(Sample("Aé").ToBytes());
        var font = reader.Object(Assert.Single(reader.Fonts()).Value);
        var descendant = reader.Object(PdfReader.Reference(font, "DescendantFonts"));
        var descriptor = reader.Object(PdfReader.Reference(descendant, "FontDescriptor"));
        var program = new SfntTables(reader.Stream(PdfReader.Reference(descriptor, "FontFile2")));

        Assert.Matches("/BaseFont /[A-Z]{6}\\+DejaVuSans /Encoding /Identity-H", font);
        Assert.Contains("/W [1 [684 615]]", descendant);
        // .notdef, A, é and the two components é is composed of: e and the acute accent.
        Assert.Equal(5, program.Required("maxp")[5]);
        Assert.Equal(4 * 6, program.Required("loca").Length);
        Assert.InRange(program.Required("glyf").Length, 200, 2000);
    }

    [Fact]
    public void ToBytes_Catalog_KeepsTheRulesOfPdfA()
    {
        var reader = new PdfReader(Sample("Text").ToBytes());
        var intent = reader.Object(PdfReader.Reference(reader.Catalog, "OutputIntents"));
        var profile = reader.Stream(PdfReader.Reference(intent, "DestOutputProfile"));

        Assert.Contains("/S /GTS_PDFA1", intent);
        Assert.Equal("acsp", Encoding.ASCII.GetString(profile, 36, 4));
        Assert.Equal("mntrRGB XYZ ", Encoding.ASCII.GetString(profile, 12, 12));
        Assert.DoesNotContain("/Filter", reader.Object(PdfReader.Reference(reader.Catalog, "Metadata")));
    }

    [Fact]
    public void ToBytes_Metadata_IsTheSameInXmpAndInformation()
    {
        var document = new PdfDocument(Metadata() with { Title = "Invoice <A&B>\u0001 №1", Author = "Łódź" });
        document.AddPage(PageSize.A4);
        var reader = new PdfReader(document.ToBytes());
        var xmp = XDocument.Parse(Encoding.UTF8.GetString(reader.Stream(PdfReader.Reference(reader.Catalog, "Metadata"))));
        var information = reader.Object(PdfReader.Reference(reader.Trailer, "Info"));

        string Xmp(string name) => xmp.Descendants().Single(element => element.Name.LocalName == name).Value.Trim();
        string Info(string key) => Encoding.BigEndianUnicode.GetString(
            Convert.FromHexString(Regex.Match(information, $"/{key} <FEFF(\\w*)>").Groups[1].Value));

        Assert.Equal("Invoice <A&B> №1", Xmp("title"));
        Assert.Equal(Xmp("title"), Info("Title"));
        Assert.Equal(Xmp("creator"), Info("Author"));
        Assert.Equal(Xmp("Producer"), Info("Producer"));
        Assert.Equal("2026-01-02T03:04:05Z", Xmp("CreateDate"));
        Assert.Contains("/CreationDate (D:20260102030405Z)", information);
        Assert.Equal(("2", "B"), (Xmp("part"), Xmp("conformance")));
    }

    [Fact]
    public void ToBytes_NoPage_Throws() => Assert.Throws<InvalidOperationException>(() => Document().ToBytes());

    [Fact]
    public void Link_Target_MustBeAWebOrMailAddress()
    {
        var document = Document();
        var page = document.AddPage(PageSize.A4);
        page.Link(10, 10, 100, 20, new Uri("https://example.com/a(b)"));

        Assert.Throws<ArgumentException>(() => page.Link(0, 0, 1, 1, new Uri("javascript:alert(1)")));
        Assert.Throws<ArgumentException>(() => page.Link(0, 0, 1, 1, new Uri("/relative", UriKind.Relative)));
        var reader = new PdfReader(document.ToBytes());
        var annotation = reader.Object(Assert.Single(PdfReader.ReferenceList(reader.Pages[0], "Annots")));
        Assert.Contains(Convert.ToHexString("https://example.com/a(b)"u8), annotation);
        Assert.Contains("/Rect [10 811.89 110 831.89]", annotation);
    }

    [Fact]
    public void RotatedText_QuarterTurn_HasItsMatrix()
    {
        var document = Document();
        document.AddPage(PageSize.A4).RotatedText(100, 100, 90, "PAID", Style);
        var reader = new PdfReader(document.ToBytes());
        var content = Encoding.ASCII.GetString(reader.Stream(PdfReader.Reference(reader.Pages[0], "Contents")));

        Assert.Matches(" 0 1 -1 0 [0-9.]+ [0-9.]+ Tm", content);
        Assert.Equal(["PAID"], reader.Text[0]);
    }

    internal static PdfMetadata Metadata() => new()
    {
        Title = "Sample",
        Author = "Seller",
        Creator = "Tests",
        CreatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
    };

    private static PdfDocument Document() => new(Metadata());

    private static PdfDocument Sample(string text)
    {
        var document = Document();
        document.AddPage(PageSize.A4).Text(50, 50, text, Style);
        return document;
    }
}
