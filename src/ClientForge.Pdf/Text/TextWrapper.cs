using System.Text;

namespace ClientForge.Pdf.Text;

/// <summary>Breaks text into lines that fit a width.</summary>
public static class TextWrapper
{
    private const string Ellipsis = "…";

    /// <summary>
    /// The lines of a text: broken at its own line ends, at spaces, between ideographs and, when a single word is wider
    /// than the line, inside the word. Never empty: an empty text is one empty line.
    /// </summary>
    /// <param name="text">Any text, whatever it holds.</param>
    /// <param name="style">What it will be drawn with.</param>
    /// <param name="width">Points available.</param>
    /// <param name="maxLines">What is beyond is cut, and the last line ends with an ellipsis.</param>
    public static IReadOnlyList<string> Wrap(string text, TextStyle style, double width, int maxLines = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(style);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLines, 1);
        var lines = new List<string>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            foreach (var line in WrapParagraph(paragraph, style, width))
            {
                if (lines.Count == maxLines)
                {
                    lines[^1] = Shorten(lines[^1], style, width);
                    return lines;
                }

                lines.Add(line);
            }
        }

        return lines;
    }

    private static IEnumerable<string> WrapParagraph(string paragraph, TextStyle style, double width)
    {
        var runes = PrintableText.Runes(paragraph).ToArray();
        var start = 0;
        while (true)
        {
            var end = EndOfLine(runes, start, style, width);
            yield return string.Concat(runes[start..end]).TrimEnd(' ');
            start = end;
            while (start < runes.Length && runes[start].Value == ' ')
                start++;
            if (start >= runes.Length)
                yield break;
        }
    }

    private static int EndOfLine(Rune[] runes, int start, TextStyle style, double width)
    {
        var used = 0.0;
        var lastBreak = start;
        for (var i = start; i < runes.Length; i++)
        {
            if (i > start && IsBreakBefore(runes, i))
                lastBreak = i;
            used += style.Measure(runes[i]);
            if (used <= width + 0.001 || runes[i].Value == ' ')
                continue;
            // At least one character a line, or a column narrower than a glyph would never end.
            return lastBreak > start ? lastBreak : Math.Max(i, start + 1);
        }

        return runes.Length;
    }

    private static bool IsBreakBefore(Rune[] runes, int i) =>
        runes[i].Value != ' '
        && (runes[i - 1].Value == ' ' || PrintableText.IsIdeographic(runes[i]) || PrintableText.IsIdeographic(runes[i - 1]));

    private static string Shorten(string line, TextStyle style, double width)
    {
        var room = width - style.Measure(Ellipsis);
        var kept = new StringBuilder();
        foreach (var rune in PrintableText.Runes(line))
        {
            room -= style.Measure(rune);
            if (room < 0)
                break;
            kept.Append(rune);
        }

        return kept.ToString().TrimEnd(' ') + Ellipsis;
    }
}
