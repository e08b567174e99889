using ClientForge.Billing.Services.Invoices;
using ClientForge.Billing.UnitTests.Pdf;
using ClientForge.Pdf;

namespace ClientForge.Billing.UnitTests.Invoices;

public sealed class InvoiceDocumentTests
{
    private static readonly DocumentFonts Fonts = new();

    [Fact]
    public void Render_PaidInvoice_ShowsWhatTheModelSays()
    {
        var text = Read(Invoice() with { Status = "paid", PaidAt = At(2026, 3, 2), AmountPaid = 11305, AmountRemaining = 0 }).AllText.Split('\n');

        Assert.Equal("PAID", text[0]);
        foreach (var expected in (string[])
                 [
                     "CF-0001", "1 March 2026", "2 March 2026", "ClientForge", "Kovács és Łukasz Kft.", "Tax ID HU12345678",
                     "$113.05 paid on 2 March 2026", "Professional, 5 seats", "1 March 2026 – 1 April 2026", "5", "$20.00", "19%", "$100.00",
                     "Discount", "-$5.00", "VAT 19%", "$18.05", "Total", "$113.05", "Amount paid", "-$113.05", "Amount due", "$0.00",
                 ])
            Assert.Contains(expected, text);
        Assert.Contains("Page 1 of 1", text);
    }

    [Fact]
    public void Render_OpenInvoice_SaysWhenAndWhereToPay()
    {
        var reader = Read(Invoice());

        Assert.Contains("$113.05 due 15 March 2026", reader.AllText);
        Assert.Contains("Pay online", reader.AllText);
        Assert.DoesNotContain("PAID", reader.AllText);
        var link = reader.Object(Assert.Single(PdfReader.ReferenceList(reader.Pages[0], "Annots")));
        Assert.Contains(Convert.ToHexString("https://pay.example/i/1"u8), link);
    }

    [Fact]
    public void Render_VoidInvoice_IsStampedAndOwesNothing()
    {
        var text = Read(Invoice() with { Status = "void" }).AllText;

        Assert.Contains("VOID", text);
        Assert.Contains("Nothing is owed", text);
        Assert.DoesNotContain("Amount due", text);
        Assert.DoesNotContain("Pay online", text);
    }

    [Theory]
    [InlineData("jpy", "¥11,305", "¥2,000")]
    [InlineData("kwd", "KWD\u00a011.305", "KWD\u00a02.000")]
    [InlineData("isk", "ISK\u00a0113.05", "ISK\u00a020")]
    public void Render_OtherCurrency_UsesItsDecimals(string currency, string total, string unit)
    {
        var text = Read(Invoice() with { Currency = currency }).AllText.Split('\n');

        Assert.Contains(total, text);
        Assert.Contains(unit, text);
    }

    [Fact]
    public void Render_PriceBelowACent_IsWrittenOut()
    {
        var line = new DocumentLine { Description = "API calls", Quantity = 12_345, UnitAmount = 0.25m, Amount = 3086 };

        var text = Read(Invoice() with { Lines = [line] }).AllText.Split('\n');

        Assert.Contains("$0.0025", text);
        Assert.Contains("12,345", text);
    }

    [Fact]
    public void Render_ReverseChargeAndCredit_AreSaid()
    {
        var text = Read(Invoice() with { ReverseCharge = true, Taxes = [], CreditApplied = 1000, Memo = "Thank you" }).AllText;

        Assert.Contains("Reverse charge", text);
        Assert.Contains("Credit applied\n-$10.00", text);
        Assert.Contains("Thank you", text);
    }

    [Fact]
    public void Render_HostileText_StaysInsideThePage()
    {
        var hostile = "</Title> ) Tj ET (\\\0\u202E" + new string('W', 10_000) + "\n\n\n<script>";
        var model = Invoice() with
        {
            Number = hostile,
            Buyer = new DocumentParty { Name = hostile, Address = [.. Enumerable.Repeat(hostile, 50)], Email = hostile, TaxId = hostile },
            Lines = [new DocumentLine { Description = hostile, Amount = long.MaxValue, Quantity = long.MaxValue, UnitAmount = decimal.MaxValue }],
            PaymentUrl = "javascript:alert(1)",
        };

        var reader = Read(model);

        Assert.InRange(reader.Pages.Count, 2, 20);
        Assert.DoesNotContain("/Annots", string.Concat(reader.Pages));
        Assert.DoesNotContain('\u202E', reader.AllText);
        Assert.Contains("$92,233,720,368,547,758.07", reader.AllText.Replace("\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Render_TenThousandLines_KeepsEachOnceInReasonableSize()
    {
        var lines = Enumerable.Range(1, 10_000).Select(i => new DocumentLine { Description = $"Item {i}", Quantity = 1, UnitAmount = i, Amount = i });
        var bytes = InvoiceDocument.Render(Invoice() with { Lines = [.. lines] }, Fonts, PageSize.A4);
        var reader = new PdfReader(bytes);

        Assert.Equal(
            Enumerable.Range(1, 10_000).Select(i => $"Item {i}"),
            reader.Text.SelectMany(page => page).Where(text => text.StartsWith("Item ", StringComparison.Ordinal)));
        Assert.InRange(bytes.Length, 100_000, 2_000_000);
        Assert.Contains($"Page {reader.Pages.Count} of {reader.Pages.Count}", reader.Text[^1]);
    }

    [Theory]
    [InlineData("株式会社クライアント")]
    [InlineData("客户锻造有限公司")]
    [InlineData("주식회사 포지")]
    [InlineData("Ελληνική Εταιρεία")]
    [InlineData("شركة")]
    public void Render_NameOfAnyScript_KeepsItsLetters(string name)
    {
        var invoice = Invoice();
        var bytes = InvoiceDocument.Render(
            invoice with { Buyer = invoice.Buyer with { Name = name } }, new DocumentFonts(new DocumentOptions().FallbackFonts.Split(':')), PageSize.A4);

        Assert.DoesNotContain('\uFFFD', new PdfReader(bytes).AllText);
        Assert.Contains(name, new PdfReader(bytes).AllText.Split('\n'));
    }

    [Fact]
    public void Render_SameModel_GivesSameBytes() =>
        Assert.Equal(InvoiceDocument.Render(Invoice(), Fonts, PageSize.Letter), InvoiceDocument.Render(Invoice(), Fonts, PageSize.Letter));

    internal static InvoiceDocumentModel Invoice() => new()
    {
        Seller = new DocumentParty { Name = "ClientForge", Address = ["1 Forge Street", "Dublin"], Email = "billing@clientforge.example" },
        Buyer = new DocumentParty { Name = "Kovács és Łukasz Kft.", Address = ["Fő utca 1", "1011 Budapest", "HU"], TaxId = "HU12345678" },
        Number = "CF-0001",
        Status = "open",
        Currency = "usd",
        IssuedAt = At(2026, 3, 1),
        DueAt = At(2026, 3, 15),
        Lines =
        [
            new DocumentLine
            {
                Description = "Professional, 5 seats",
                PeriodStart = At(2026, 3, 1),
                PeriodEnd = At(2026, 4, 1),
                Quantity = 5,
                UnitAmount = 2000,
                Amount = 10000,
                TaxRate = 19,
            },
        ],
        Subtotal = 10000,
        Discount = 500,
        Taxes = [new DocumentTax("VAT", 19, 1805)],
        Total = 11305,
        CreditApplied = 0,
        AmountPaid = 0,
        AmountRemaining = 11305,
        PaymentUrl = "https://pay.example/i/1",
    };

    private static PdfReader Read(InvoiceDocumentModel model) => new(InvoiceDocument.Render(model, Fonts, PageSize.A4));

    private static DateTimeOffset At(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);
}
