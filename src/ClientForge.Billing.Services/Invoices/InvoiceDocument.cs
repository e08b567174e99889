using System.Globalization;
using ClientForge.Pdf;
using ClientForge.Pdf.Layout;
using ClientForge.Pdf.Text;

namespace ClientForge.Billing.Services.Invoices;

/// <summary>An invoice as a PDF. A pure function: the same model and fonts give the same bytes.</summary>
public sealed class InvoiceDocument
{
    private const double TotalsWidth = 230;
    private const int MaxNameLines = 3;
    private const int MaxAddressLines = 8;
    private static readonly Margins Margins = new(48, 48, 48, 56);
    private static readonly PdfColor Ink = PdfColor.Gray(25);
    private static readonly PdfColor Muted = PdfColor.Gray(105);
    private static readonly PdfColor Accent = new(31, 56, 100);

    private readonly InvoiceDocumentModel _model;
    private readonly Currency _currency;
    private readonly PdfDocument _document;
    private readonly PageFlow _flow;
    private readonly TextStyle _text;
    private readonly TextStyle _strong;
    private readonly TextStyle _small;
    private readonly TextStyle _title;
    private readonly TextStyle _stamp;

    private InvoiceDocument(InvoiceDocumentModel model, DocumentFonts fonts, PageSize size)
    {
        _model = model;
        _currency = Currency.Get(model.Currency);
        _text = new TextStyle(fonts.Regular, 9, Ink);
        _small = new TextStyle(fonts.Regular, 7.5, Muted);
        _strong = new TextStyle(fonts.Bold, 9, Ink);
        _title = new TextStyle(fonts.Bold, 20, Accent);
        _stamp = new TextStyle(fonts.Bold, 92, Ink);
        _document = new PdfDocument(new PdfMetadata
        {
            Title = $"Invoice {model.Number}",
            Author = model.Seller.Name,
            Subject = $"Invoice for {model.Buyer.Name}",
            Creator = "ClientForge Billing",
            CreatedAt = model.IssuedAt,
        });
        _flow = new PageFlow(_document, size, Margins);
    }

    /// <exception cref="ArgumentException">The currency is not known.</exception>
    public static byte[] Render(InvoiceDocumentModel model, DocumentFonts fonts, PageSize size)
    {
        var document = new InvoiceDocument(model, fonts, size);
        document.DrawStamp();
        document.DrawHead();
        document.DrawParties();
        document.DrawHeadline();
        document.DrawLines();
        document.DrawTotals();
        document.DrawNotes();
        PageNumbers.Draw(document._document, Margins, $"{model.Seller.Name} · Invoice {model.Number}", document._small);
        return document._document.ToBytes();
    }

    // First on the page, so that everything else is printed over it and stays readable.
    private void DrawStamp()
    {
        (string Word, PdfColor Color)? stamp = _model.Status switch
        {
            "paid" => ("PAID", new PdfColor(214, 238, 214)),
            "void" => ("VOID", new PdfColor(248, 215, 215)),
            _ => null,
        };
        if (stamp is var (word, color))
            _flow.Page.RotatedText(_flow.Page.Size.Width / 2, _flow.Page.Size.Height * 0.55, 30, word, _stamp with { Color = color });
    }

    private void DrawHead()
    {
        var page = _flow.Page;
        page.Text(_flow.Left, _flow.Y + _title.Ascent, "Invoice", _title);
        _flow.Y += _title.LineHeight + 6;
        DrawFact("Invoice number", _model.Number);
        DrawFact("Date of issue", Date(_model.IssuedAt));
        if (_model.DueAt is { } due)
            DrawFact("Date due", Date(due));
        if (_model.PaidAt is { } paid)
            DrawFact("Date paid", Date(paid));
        _flow.Y += 12;
    }

    private void DrawFact(string label, string value)
    {
        const double labelWidth = 95;
        _flow.Page.Text(_flow.Left, _flow.Y + _text.Ascent, label, _strong);
        _flow.Page.Text(_flow.Left + labelWidth, _flow.Y + _text.Ascent, OneLine(value, _text, _flow.Width - labelWidth), _text);
        _flow.Y += _text.LineHeight;
    }

    private void DrawParties()
    {
        var width = (_flow.Width / 2) - 12;
        var top = _flow.Y;
        var left = DrawParty(_flow.Left, top, width, "From", _model.Seller);
        var right = DrawParty(_flow.Left + (_flow.Width / 2) + 12, top, width, "Bill to", _model.Buyer);
        _flow.Y = Math.Max(left, right) + 16;
    }

    private double DrawParty(double x, double y, double width, string heading, DocumentParty party)
    {
        StyledText[] lines =
        [
            new(heading, _small),
            .. TextWrapper.Wrap(party.Name, _strong, width, MaxNameLines).Select(line => new StyledText(line, _strong)),
            .. party.Address.Take(MaxAddressLines).Select(line => new StyledText(OneLine(line, _text, width), _text)),
            .. Optional(party.Email, _text, width),
            .. Optional(party.TaxId is null ? null : $"Tax ID {party.TaxId}", _text, width),
        ];
        foreach (var line in lines)
        {
            _flow.Page.Text(x, y + line.Style.Ascent, line.Text, line.Style);
            y += line.Style.LineHeight;
        }

        return y;
    }

    private void DrawHeadline()
    {
        var style = _strong with { Size = 13 };
        var text = _model.Status switch
        {
            "paid" => $"{Format(_model.AmountPaid)} paid{On(_model.PaidAt)}",
            "void" => "This invoice is void. Nothing is owed.",
            _ when _model.DueAt is { } due => $"{Format(_model.AmountRemaining)} due {Date(due)}",
            _ => $"{Format(_model.AmountRemaining)} due",
        };
        _flow.Page.Text(_flow.Left, _flow.Y + style.Ascent, text, style);
        _flow.Y += style.LineHeight;
        if (_model.Status == "open" && Uri.TryCreate(_model.PaymentUrl, UriKind.Absolute, out var link) && link.Scheme is "https" or "http")
        {
            var linkStyle = _text with { Color = new PdfColor(20, 80, 170) };
            const string label = "Pay online";
            _flow.Page.Text(_flow.Left, _flow.Y + linkStyle.Ascent, label, linkStyle);
            _flow.Page.Link(_flow.Left, _flow.Y, linkStyle.Measure(label), linkStyle.LineHeight, link);
            _flow.Y += linkStyle.LineHeight;
        }

        _flow.Y += 10;
    }

    private void DrawLines()
    {
        var table = new Table(
            [
                new TableColumn("Description", _flow.Width - 270),
                new TableColumn("Qty", 60, TextAlign.Right),
                new TableColumn("Unit price", 80, TextAlign.Right),
                new TableColumn("Tax", 45, TextAlign.Right),
                new TableColumn("Amount", 85, TextAlign.Right),
            ],
            new TableStyle { Header = _strong with { Size = 8.5, Color = PdfColor.White }, HeaderFill = Accent, RuleColor = PdfColor.Gray(210) });
        table.Draw(_flow, _model.Lines.Select(Row));
        _flow.Y += 8;
    }

    private TableCell[] Row(DocumentLine line) =>
    [
        new([new StyledText(line.Description, _text), .. Period(line)]),
        new(line.Quantity?.ToString("N0", CultureInfo.InvariantCulture) ?? "", _text),
        new(line.UnitAmount is { } unit ? _currency.Format(unit) : "", _text),
        new(line.TaxRate is { } rate ? Percent(rate) : "", _text),
        new(Format(line.Amount), _text),
    ];

    private IEnumerable<StyledText> Period(DocumentLine line)
    {
        if (line is { PeriodStart: { } start, PeriodEnd: { } end } && end > start)
            yield return new StyledText($"{Date(start)} – {Date(end)}", _small);
    }

    private void DrawTotals()
    {
        var rows = TotalRows().ToArray();
        _flow.Require(rows.Length * (_text.LineHeight + 3));
        foreach (var (label, amount, style) in rows)
        {
            var left = _flow.Right - TotalsWidth;
            _flow.Page.Text(left, _flow.Y + style.Ascent, OneLine(label, style, TotalsWidth - style.Measure(amount) - 8), style);
            _flow.Page.Text(_flow.Right - 4, _flow.Y + style.Ascent, amount, style, TextAlign.Right);
            _flow.Y += style.LineHeight + 3;
            _flow.Page.Line(left, _flow.Y - 2, _flow.Right, _flow.Y - 2, 0.4, PdfColor.Gray(220));
        }

        _flow.Y += 12;
    }

    private IEnumerable<(string Label, string Amount, TextStyle Style)> TotalRows()
    {
        yield return ("Subtotal", Format(_model.Subtotal), _text);
        if (_model.Discount != 0)
            yield return ("Discount", Format(-_model.Discount), _text);
        foreach (var tax in _model.Taxes)
            yield return ($"{tax.Name} {Percent(tax.Percentage)}", Format(tax.Amount), _text);
        yield return ("Total", Format(_model.Total), _strong);
        if (_model.CreditApplied != 0)
            yield return (_model.CreditApplied > 0 ? "Credit applied" : "Balance brought forward", Format(-_model.CreditApplied), _text);
        if (_model.AmountPaid != 0)
            yield return ("Amount paid", Format(-_model.AmountPaid), _text);
        if (_model.Status != "void")
            yield return ("Amount due", Format(_model.AmountRemaining), _strong with { Size = 10.5 });
    }

    private void DrawNotes()
    {
        if (_model.ReverseCharge)
            _flow.Paragraph("Reverse charge: value added tax is to be accounted for by the recipient (article 196, directive 2006/112/EC).", _text);
        if (!string.IsNullOrWhiteSpace(_model.Memo))
            _flow.Paragraph(_model.Memo, _text);
    }

    private string Format(long amount) => new Money(amount, _currency).ToString();

    private static string On(DateTimeOffset? day) => day is { } date ? $" on {Date(date)}" : "";

    private static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Percent(decimal rate) => rate.ToString("0.####", CultureInfo.InvariantCulture) + "%";

    private static string OneLine(string text, TextStyle style, double width) => TextWrapper.Wrap(text, style, width, maxLines: 1)[0];

    private static IEnumerable<StyledText> Optional(string? text, TextStyle style, double width) =>
        string.IsNullOrWhiteSpace(text) ? [] : [new StyledText(OneLine(text, style, width), style)];
}
