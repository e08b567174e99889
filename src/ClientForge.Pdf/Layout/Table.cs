using ClientForge.Pdf.Text;

namespace ClientForge.Pdf.Layout;

/// <summary>A column: its heading, width in points, and the side its text keeps to.</summary>
public sealed record TableColumn(string Header, double Width, TextAlign Align = TextAlign.Left);

/// <summary>A piece of text in one style.</summary>
public sealed record StyledText(string Text, TextStyle Style);

/// <summary>A cell: paragraphs one below the other.</summary>
public sealed record TableCell(IReadOnlyList<StyledText> Paragraphs)
{
    public TableCell(string text, TextStyle style)
        : this([new StyledText(text, style)])
    {
    }
}

/// <summary>The looks of a table. Paddings are points.</summary>
public sealed record TableStyle
{
    public required TextStyle Header { get; init; }

    public required PdfColor HeaderFill { get; init; }

    public required PdfColor RuleColor { get; init; }

    public double HorizontalPadding { get; init; } = 4;

    public double VerticalPadding { get; init; } = 3;
}

/// <summary>
/// Rows under a heading that is repeated on every page. A row moves to the next page whole; one taller than a page is
/// broken between its lines.
/// </summary>
public sealed class Table(IReadOnlyList<TableColumn> columns, TableStyle style)
{
    private double HeaderHeight => style.Header.LineHeight + (2 * style.VerticalPadding);

    public void Draw(PageFlow flow, IEnumerable<IReadOnlyList<TableCell>> rows)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(rows);
        var headerDrawn = false;
        foreach (var row in rows)
        {
            var lines = Wrap(row);
            if (!headerDrawn)
            {
                flow.Require(HeaderHeight + Height(lines));
                DrawHeader(flow);
                headerDrawn = true;
            }

            DrawRow(flow, lines);
        }
    }

    private void DrawHeader(PageFlow flow)
    {
        flow.Page.FillRectangle(flow.Left, flow.Y, columns.Sum(column => column.Width), HeaderHeight, style.HeaderFill);
        var x = flow.Left;
        foreach (var column in columns)
        {
            DrawLine(flow.Page, new StyledText(column.Header, style.Header), column, x, flow.Y + style.VerticalPadding);
            x += column.Width;
        }

        flow.Y += HeaderHeight;
    }

    private void DrawRow(PageFlow flow, IReadOnlyList<StyledText>[] cells)
    {
        var wholePage = flow.Bottom - flow.Top - HeaderHeight;
        var firstLine = cells.Max(lines => lines[0].Style.LineHeight) + (2 * style.VerticalPadding);
        if (Height(cells) > flow.Room && (Height(cells) <= wholePage || firstLine > flow.Room))
            BreakPage(flow);

        var done = new int[cells.Length];
        while (true)
        {
            DrawWhatFits(flow, cells, done);
            if (Enumerable.Range(0, cells.Length).All(i => done[i] == cells[i].Count))
                break;
            BreakPage(flow);
        }

        flow.Page.Line(flow.Left, flow.Y, flow.Left + columns.Sum(column => column.Width), flow.Y, 0.5, style.RuleColor);
    }

    private void BreakPage(PageFlow flow)
    {
        flow.NewPage();
        DrawHeader(flow);
    }

    /// <summary>Draws each cell's next lines down to the end of the page, at least one of them, and notes how far it came.</summary>
    private void DrawWhatFits(PageFlow flow, IReadOnlyList<StyledText>[] cells, int[] done)
    {
        var top = flow.Y + style.VerticalPadding;
        var lowest = top;
        var x = flow.Left;
        for (var i = 0; i < cells.Length; i++)
        {
            var y = top;
            var first = done[i];
            while (done[i] < cells[i].Count
                   && (done[i] == first || y + cells[i][done[i]].Style.LineHeight + style.VerticalPadding <= flow.Bottom))
            {
                var line = cells[i][done[i]++];
                DrawLine(flow.Page, line, columns[i], x, y);
                y += line.Style.LineHeight;
            }

            lowest = Math.Max(lowest, y);
            x += columns[i].Width;
        }

        flow.Y = lowest + style.VerticalPadding;
    }

    private void DrawLine(PdfPage page, StyledText line, TableColumn column, double x, double y)
    {
        var edge = column.Align switch
        {
            TextAlign.Left => x + style.HorizontalPadding,
            TextAlign.Center => x + (column.Width / 2),
            _ => x + column.Width - style.HorizontalPadding,
        };
        page.Text(edge, y + line.Style.Ascent, line.Text, line.Style, column.Align);
    }

    private IReadOnlyList<StyledText>[] Wrap(IReadOnlyList<TableCell> row)
    {
        if (row.Count != columns.Count)
            throw new ArgumentException($"A row has {row.Count} cells but the table {columns.Count} columns.", nameof(row));
        return [.. row.Zip(columns, (cell, column) => (IReadOnlyList<StyledText>)
        [
            .. cell.Paragraphs.SelectMany(paragraph =>
                TextWrapper.Wrap(paragraph.Text, paragraph.Style, column.Width - (2 * style.HorizontalPadding))
                    .Select(line => paragraph with { Text = line })),
        ])];
    }

    private double Height(IReadOnlyList<StyledText>[] cells) =>
        cells.Max(lines => lines.Sum(line => line.Style.LineHeight)) + (2 * style.VerticalPadding);
}
