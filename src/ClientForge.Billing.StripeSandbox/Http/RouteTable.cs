namespace ClientForge.Billing.StripeSandbox.Http;

/// <summary>An endpoint found for a request, with the named parts of its path.</summary>
internal sealed record RouteMatch(Handler Handler, IReadOnlyDictionary<string, string> Values);

/// <summary>Method and path template → handler. A fixed part of a path wins over a named one.</summary>
internal sealed class RouteTable
{
    private readonly Dictionary<(string Method, int Length), List<(string[] Parts, Handler Handler)>> _routes = [];

    public void Add(string method, string template, Handler handler)
    {
        var parts = template.Trim('/').Split('/');
        if (!_routes.TryGetValue((method, parts.Length), out var list))
            _routes[(method, parts.Length)] = list = [];
        list.Add((parts, handler));
        list.Sort((left, right) => left.Parts.Count(IsNamed).CompareTo(right.Parts.Count(IsNamed)));
    }

    /// <summary>The endpoint of a path, whose parts are unescaped here; null when there is none or a part is empty.</summary>
    public RouteMatch? Match(string method, string path)
    {
        var parts = path[1..].Split('/').Select(Uri.UnescapeDataString).ToArray();
        if (parts.Any(part => part.Length == 0) || !_routes.TryGetValue((method, parts.Length), out var list))
            return null;
        foreach (var (template, handler) in list)
        {
            if (TryMatch(template, parts) is { } values)
                return new RouteMatch(handler, values);
        }

        return null;
    }

    private static Dictionary<string, string>? TryMatch(string[] template, string[] parts)
    {
        var values = new Dictionary<string, string>();
        for (var i = 0; i < parts.Length; i++)
        {
            if (IsNamed(template[i]))
                values[template[i][1..^1]] = parts[i];
            else if (template[i] != parts[i])
                return null;
        }

        return values;
    }

    private static bool IsNamed(string part) => part[0] == '{';
}
