namespace ClientForge.Pdf;

/// <summary>What a document says about itself, both in its information dictionary and as XMP.</summary>
public sealed record PdfMetadata
{
    public required string Title { get; init; }

    public required string Author { get; init; }

    public string Subject { get; init; } = "";

    /// <summary>The program the document was made with.</summary>
    public required string Creator { get; init; }

    /// <summary>Given, not read from a clock: the same input makes the same bytes.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The language of the text, as RFC 5646 names it.</summary>
    public string Language { get; init; } = "en";
}
