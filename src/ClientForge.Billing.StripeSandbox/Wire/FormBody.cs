using System.Globalization;
using System.Text;

namespace ClientForge.Billing.StripeSandbox.Wire;

/// <summary>One node of a decoded form: a text or named children in order of appearance (a list has numbers as names).</summary>
internal sealed class FormNode
{
    public string? Text { get; set; }

    public Dictionary<string, FormNode>? Children { get; set; }

    /// <summary>The children of a list in the order of their numbers; null when a name is no number.</summary>
    public IReadOnlyList<KeyValuePair<string, FormNode>>? AsList()
    {
        if (Children is null)
            return null;
        var items = new List<(int Index, KeyValuePair<string, FormNode> Item)>(Children.Count);
        foreach (var child in Children)
        {
            if (child.Key.Length is 0 or > 6 || !child.Key.All(char.IsAsciiDigit))
                return null;
            items.Add((int.Parse(child.Key, CultureInfo.InvariantCulture), child));
        }

        return items.OrderBy(item => item.Index).Select(item => item.Item).ToList();
    }
}

/// <summary>
/// Decodes <c>application/x-www-form-urlencoded</c> text with brackets: <c>a[b][0][c]=v</c>, <c>a[]=v</c>, brackets literal or escaped.
/// Whatever cannot be decoded is Stripe's 400.
/// </summary>
internal static class FormBody
{
    private const int MaxDepth = 12;
    private const int MaxPairs = 5000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static FormNode Parse(params IEnumerable<string> encodedParts)
    {
        var root = new FormNode { Children = [] };
        var pairs = 0;
        foreach (var part in encodedParts.SelectMany(text => text.Split('&', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (++pairs > MaxPairs)
                throw Errors.Parameter("Request has too many parameters.");
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var key = Decode(equals < 0 ? part : part[..equals]);
            var value = equals < 0 ? "" : Decode(part[(equals + 1)..]);
            Add(root, Split(key), key, value);
        }

        return root;
    }

    private static string Decode(string encoded)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(encoded.Length)];
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] == '%')
            {
                if (i + 2 >= encoded.Length || !char.IsAsciiHexDigit(encoded[i + 1]) || !char.IsAsciiHexDigit(encoded[i + 2]))
                    throw Errors.Parameter("Invalid %-encoding in the request's parameters.");
                bytes[length++] = Convert.FromHexString(encoded.AsSpan(i + 1, 2))[0];
                i += 2;
            }
            else
            {
                bytes[length++] = encoded[i] == '+' ? (byte)' ' : (byte)encoded[i];
            }
        }

        if (bytes.AsSpan(0, length).Contains((byte)0))
            throw Errors.Parameter("Invalid string: null bytes are not allowed.");
        try
        {
            return Utf8.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw Errors.Parameter("Invalid UTF-8 in the request's parameters.");
        }
    }

    /// <summary><c>a[b][]</c> into a, b, "".</summary>
    private static List<string> Split(string key)
    {
        var open = key.IndexOf('[', StringComparison.Ordinal);
        if (open <= 0)
            return [key];
        var names = new List<string> { key[..open] };
        while (open < key.Length)
        {
            var close = key.IndexOf(']', open);
            if (key[open] != '[' || close < 0)
                throw Errors.Parameter($"Invalid parameter name: {key}", key);
            names.Add(key[(open + 1)..close]);
            if (names.Count > MaxDepth)
                throw Errors.Parameter("Parameters are nested too deeply.", names[0]);
            open = close + 1;
        }

        return names;
    }

    private static void Add(FormNode root, List<string> names, string key, string value)
    {
        var node = root;
        for (var depth = 0; depth < names.Count; depth++)
        {
            if (node.Text is { Length: > 0 })
                throw Errors.Parameter($"Invalid parameter: {key} is given both as a text and as a hash.", names[0]);
            node.Text = null;
            node = Child(node, names[depth], depth + 1 < names.Count ? names[depth + 1] : null);
        }

        if (node.Children is not null)
            throw Errors.Parameter($"Invalid parameter: {key} is given both as a text and as a hash.", names[0]);
        node.Text = value;
    }

    /// <summary>A bare <c>[]</c> appends; before a further name it opens a new element once the last one has that name already.</summary>
    private static FormNode Child(FormNode node, string name, string? following)
    {
        var children = node.Children ??= [];
        if (name.Length == 0)
        {
            var last = children.Count - 1;
            var reusesLast = following is { Length: > 0 } && last >= 0
                && children.TryGetValue(last.ToString(CultureInfo.InvariantCulture), out var open)
                && open.Children is { } fields && !fields.ContainsKey(following);
            name = (reusesLast ? last : last + 1).ToString(CultureInfo.InvariantCulture);
        }

        if (!children.TryGetValue(name, out var child))
            children[name] = child = new FormNode();
        return child;
    }
}
