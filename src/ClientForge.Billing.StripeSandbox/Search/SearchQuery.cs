using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Search;

/// <summary>One condition: a field (perhaps a key of metadata), an operator, a value.</summary>
internal sealed record SearchClause(bool Negated, string Field, string? MetadataKey, string Operator, string? Value);

/// <summary>
/// Stripe's query language: <c>field:"v"</c>, <c>-field:"v"</c>, <c>field~"part"</c>, <c>field&gt;n</c>, <c>metadata["k"]:"v"</c>, joined by AND alone
/// or by OR alone.
/// </summary>
internal sealed partial class SearchQuery
{
    private const int MaxClauses = 10;
    private readonly IReadOnlyList<SearchClause> _clauses;
    private readonly bool _any;

    private SearchQuery(IReadOnlyList<SearchClause> clauses, bool any) => (_clauses, _any) = (clauses, any);

    public IEnumerable<string> Fields => _clauses.Select(clause => clause.Field);

    public static SearchQuery Parse(string text)
    {
        var clauses = new List<SearchClause>();
        var joints = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var position = 0;
        while (true)
        {
            var match = Clause().Match(text, position);
            if (!match.Success || match.Index != position || match.Length == 0)
                throw Refuse(text);
            clauses.Add(Read(match));
            position = match.Index + match.Length;
            if (text.AsSpan(position).Trim().IsEmpty)
                break;
            var joint = Joint().Match(text, position);
            if (!joint.Success || joint.Index != position)
                throw Refuse(text);
            joints.Add(joint.Groups[1].Value);
            position += joint.Length;
        }

        if (joints.Count > 1)
            throw Errors.Parameter("You cannot combine AND and OR in one search query.", "query");
        return clauses.Count <= MaxClauses
            ? new SearchQuery(clauses, joints.Contains("OR"))
            : throw Errors.Parameter($"A search query can have at most {MaxClauses} clauses.", "query");
    }

    public bool Matches(JsonElement row) => _any ? _clauses.Any(clause => Holds(clause, row)) : _clauses.All(clause => Holds(clause, row));

    [GeneratedRegex("""\s*(-)?([a-z_0-9.]+)(?:\[\s*(?:"([^"]*)"|'([^']*)')\s*\])?\s*(:|~|>=|<=|>|<)\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(-?[0-9.]+|null|true|false))""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Clause();

    [GeneratedRegex("""\s+(AND|OR)\s+""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Joint();

    private static StripeError Refuse(string text) => Errors.Parameter($"We were unable to parse your search query: {text}", "query");

    private static SearchClause Read(Match match)
    {
        var key = match.Groups[3].Success ? match.Groups[3].Value : match.Groups[4].Success ? match.Groups[4].Value : null;
        var quoted = match.Groups[6].Success ? match.Groups[6].Value : match.Groups[7].Success ? match.Groups[7].Value : null;
        var value = quoted is not null ? Regex.Replace(quoted, @"\\(.)", "$1") : match.Groups[8].Value;
        var isNull = quoted is null && value.Equals("null", StringComparison.OrdinalIgnoreCase);
        return new SearchClause(match.Groups[1].Success, match.Groups[2].Value, key, match.Groups[5].Value, isNull ? null : value);
    }

    private static bool Holds(SearchClause clause, JsonElement row)
    {
        var found = Find(clause, row);
        var holds = clause.Operator switch
        {
            ":" => clause.Value is null ? found is null : found?.Equals(clause.Value, StringComparison.OrdinalIgnoreCase) == true,
            "~" => found is not null && clause.Value is not null && found.Contains(clause.Value, StringComparison.OrdinalIgnoreCase),
            _ => Compares(clause.Operator, found, clause.Value),
        };
        return holds != clause.Negated;
    }

    private static bool Compares(string comparison, string? found, string? value)
    {
        if (!decimal.TryParse(found, CultureInfo.InvariantCulture, out var left) || !decimal.TryParse(value, CultureInfo.InvariantCulture, out var right))
            return false;
        return comparison switch { ">" => left > right, ">=" => left >= right, "<" => left < right, _ => left <= right };
    }

    private static string? Find(SearchClause clause, JsonElement row)
    {
        var element = row;
        foreach (var name in clause.Field.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        if (clause.MetadataKey is { } key && (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(key, out element)))
            return null;
        return element.ValueKind is JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array ? null : element.ToString();
    }
}
