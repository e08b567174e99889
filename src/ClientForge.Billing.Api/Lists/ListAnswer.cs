using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Api.Lists;

/// <summary>A list, or a page of one; newest first where its rows have a time.</summary>
/// <param name="Data">The page.</param>
/// <param name="HasMore">Whether another page follows.</param>
/// <param name="NextCursor">What to pass as <c>cursor</c> for it; null on the last page.</param>
public sealed record ListAnswer<T>(IReadOnlyList<T> Data, bool HasMore = false, string? NextCursor = null);

/// <summary>Which page of a list is wanted.</summary>
public sealed record ListQuery
{
    /// <summary>How many at most.</summary>
    [Range(1, 100)]
    [DefaultValue(20)]
    public int Limit { get; init; } = 20;

    /// <summary>The <c>nextCursor</c> of the page before.</summary>
    [MaxLength(255)]
    public string? Cursor { get; init; }

    /// <summary>The cursor of a list whose rows are named by UUIDs.</summary>
    /// <exception cref="BillingException">422 <c>cursor_invalid</c>.</exception>
    public Guid? CursorId() => Cursor switch
    {
        null => null,
        { } text when Guid.TryParseExact(text, "D", out var id) => id,
        _ => throw BillingException.Invalid("cursor_invalid", "cursor", "This is no cursor of this list."),
    };

    /// <summary>Makes an answer of one row more than was asked for.</summary>
    public ListAnswer<TAnswer> Answer<TRow, TAnswer>(IReadOnlyList<TRow> rows, Func<TRow, TAnswer> map, Func<TRow, string> cursor)
    {
        var page = rows.Take(Limit).ToArray();
        var hasMore = rows.Count > page.Length;
        return new ListAnswer<TAnswer>([.. page.Select(map)], hasMore, hasMore ? cursor(page[^1]) : null);
    }
}
