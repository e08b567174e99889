using ClientForge.Billing.StripeSandbox.Http;

namespace ClientForge.Billing.StripeSandbox.Wire;

/// <summary>Lists with <c>limit</c>, <c>starting_after</c> and <c>ending_before</c>.</summary>
internal static class Paging
{
    private const int DefaultLimit = 10;
    private const int MaxLimit = 100;

    /// <summary>A page of <paramref name="rows"/>, which come in the list's order. Filters are read before: this ends in <see cref="Params.Done"/>.</summary>
    public static StripeList<T> Page<T>(ApiRequest request, IEnumerable<T> rows)
        where T : StripeObject
    {
        var parameters = request.Params;
        var limit = (int)(parameters.Long("limit", 1, MaxLimit) ?? DefaultLimit);
        var after = parameters.String("starting_after");
        var before = parameters.String("ending_before");
        parameters.Exclusive("starting_after", "ending_before");
        var counts = parameters.Strings("expand").Value?.Contains("total_count") == true;
        parameters.Done();
        if (counts)
            rows = [.. rows];
        var page = before is not null
            ? Before(request, rows, before, limit)
            : After(request, rows, after, limit);
        return counts ? page with { TotalCount = rows.Count() } : page;
    }

    /// <summary>A page of rows that live inside another object; a cursor must be one of them.</summary>
    public static StripeList<T> PageOf<T>(ApiRequest request, IReadOnlyList<T> rows)
        where T : StripeObject
    {
        foreach (var name in new[] { "starting_after", "ending_before" })
        {
            if (request.Params.String(name) is { } cursor && rows.All(row => row.Id != cursor))
                throw Errors.NoSuchInBody(rows.Count > 0 ? rows[0].Object : "object", cursor, name);
        }

        return Page(request, rows);
    }

    private static StripeList<T> After<T>(ApiRequest request, IEnumerable<T> rows, string? cursor, int limit)
        where T : StripeObject
    {
        using var remaining = rows.GetEnumerator();
        if (cursor is not null)
        {
            do
            {
                if (!remaining.MoveNext())
                    throw NoSuchCursor<T>(request, cursor, "starting_after");
            }
            while (remaining.Current.Id != cursor);
        }

        var page = new List<T>(limit);
        while (page.Count < limit && remaining.MoveNext())
            page.Add(remaining.Current);
        return new StripeList<T>(page, request.Path) { HasMore = page.Count == limit && remaining.MoveNext() };
    }

    private static StripeList<T> Before<T>(ApiRequest request, IEnumerable<T> rows, string cursor, int limit)
        where T : StripeObject
    {
        var earlier = new List<T>();
        foreach (var row in rows)
        {
            if (row.Id == cursor)
                return new StripeList<T>(earlier.TakeLast(limit).ToList(), request.Path) { HasMore = earlier.Count > limit };
            earlier.Add(row);
        }

        throw NoSuchCursor<T>(request, cursor, "ending_before");
    }

    private static StripeError NoSuchCursor<T>(ApiRequest request, string cursor, string param)
        where T : StripeObject =>
        Errors.NoSuchInBody(request.Work.Store.LabelOf<T>(), cursor, param);
}
