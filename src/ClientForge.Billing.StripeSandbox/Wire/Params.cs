using System.Globalization;

namespace ClientForge.Billing.StripeSandbox.Wire;

/// <summary>
/// The parameters of a request or of one hash in it. Getters check and remember what they read, so that <see cref="Done"/> can name what the
/// endpoint does not know. Read everything and call <see cref="Done"/> before the first write.
/// </summary>
internal sealed class Params(FormNode node, string prefix = "")
{
    private const int MaxText = 5000;
    private readonly HashSet<string> _known = [];
    private readonly List<Params> _opened = [];
    private Dictionary<string, FormNode> Children => node.Children ?? Empty;

    private static readonly Dictionary<string, FormNode> Empty = [];

    /// <summary>Names sent at this level.</summary>
    public IReadOnlyCollection<string> Names => Children.Keys;

    /// <summary>Stripe's spelling of a nested name, such as <c>items[0][price]</c>.</summary>
    public string Path(string name) => prefix.Length == 0 ? name : $"{prefix}[{name}]";

    public bool Has(string name) => Children.ContainsKey(name);

    /// <summary>A text that may be sent empty to clear the field.</summary>
    public Given<string> Text(string name, int maxLength = MaxText)
    {
        if (Read(name) is not { } child)
            return default;
        var text = Scalar(name, child);
        if (text.Length > maxLength)
            throw Errors.Parameter($"Invalid string: {text[..20]}...; must be at most {maxLength} characters", Path(name));
        return new(true, text.Length == 0 ? null : text);
    }

    /// <summary>A text that cannot be cleared; null when absent.</summary>
    public string? String(string name, int maxLength = MaxText) => NotEmpty(name, Text(name, maxLength));

    public string RequiredString(string name, int maxLength = MaxText) => String(name, maxLength) ?? throw Errors.Missing(Path(name));

    /// <summary>One of a set of words that may be sent empty to clear the field.</summary>
    public Given<string> WordOrUnset(string name, params string[] allowed)
    {
        var text = Text(name);
        return text.Value is null || allowed.Contains(text.Value) ? text : throw Errors.NotAmong(Path(name), allowed);
    }

    /// <summary>One of a set of words; null when absent.</summary>
    public string? Word(string name, params string[] allowed) => NotEmpty(name, WordOrUnset(name, allowed));

    public Given<long?> LongOrUnset(string name, long min = long.MinValue, long max = long.MaxValue)
    {
        var text = Text(name);
        if (text.Value is null)
            return new(text.IsGiven, null);
        if (!long.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            throw Errors.NotAnInteger(Path(name), text.Value);
        if (value < min)
            throw Errors.Parameter($"This value must be greater than or equal to {min}.", Path(name), "parameter_invalid_integer");
        if (value > max)
            throw Errors.Parameter($"This value must be less than or equal to {max}.", Path(name), "parameter_invalid_integer");
        return new(true, value);
    }

    public long? Long(string name, long min = long.MinValue, long max = long.MaxValue) => NotEmpty(name, LongOrUnset(name, min, max));

    public long RequiredLong(string name, long min = long.MinValue, long max = long.MaxValue) =>
        Long(name, min, max) ?? throw Errors.Missing(Path(name));

    /// <summary>Unix seconds.</summary>
    public long? Timestamp(string name) => Long(name, 0, MaxTimestamp);

    /// <summary>Unix seconds, or empty to clear.</summary>
    public Given<long?> TimestampOrUnset(string name) => LongOrUnset(name, 0, MaxTimestamp);

    public bool? Bool(string name)
    {
        if (NotEmpty(name, Text(name)) is not { } text)
            return null;
        return bool.TryParse(text, out var value) ? value : throw Errors.Parameter($"Invalid boolean: {text}", Path(name));
    }

    /// <summary>A decimal with at most twelve places.</summary>
    public decimal? Decimal(string name)
    {
        if (NotEmpty(name, Text(name, 40)) is not { } text)
            return null;
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var value) || value.Scale > 12)
            throw Errors.Parameter($"Invalid decimal: {text}", Path(name));
        return value;
    }

    /// <summary>A three-letter currency code, lower-cased; null when absent.</summary>
    public string? Currency(string name)
    {
        if (String(name) is not { } text)
            return null;
        var code = text.ToLowerInvariant();
        return CurrencyCodes.IsKnown(code)
            ? code
            : throw Errors.Parameter($"Invalid currency: {text}. Stripe currently supports these currencies: {CurrencyCodes.Listed}", Path(name));
    }

    public string RequiredCurrency(string name) => Currency(name) ?? throw Errors.Missing(Path(name));

    /// <summary>A nested hash; null when absent or sent empty (see <see cref="IsCleared"/>).</summary>
    public Params? Hash(string name)
    {
        if (Read(name) is not { } child || child.Text is { Length: 0 })
            return null;
        if (child.Children is null)
            throw Errors.Parameter($"Invalid object", Path(name));
        return Open(child, Path(name));
    }

    /// <summary>The parameter was sent as a hash or a list, not as a text.</summary>
    public bool IsHash(string name) => Read(name) is { Children: not null };

    /// <summary>The parameter was sent empty.</summary>
    public bool IsCleared(string name) => Read(name) is { Text: "" };

    /// <summary>A list of hashes; not given when absent, a null value when sent empty.</summary>
    public Given<IReadOnlyList<Params>> Hashes(string name, int max = 1000)
    {
        if (Items(name, max) is not { IsGiven: true } items)
            return default;
        return new(true, items.Value?.Select(item => item.Value.Children is null
            ? throw Errors.Parameter("Invalid object", $"{Path(name)}[{item.Key}]")
            : Open(item.Value, $"{Path(name)}[{item.Key}]")).ToList());
    }

    /// <summary>A list of texts; not given when absent, a null value when sent empty.</summary>
    public Given<IReadOnlyList<string>> Strings(string name, int max = 1000)
    {
        if (Items(name, max) is not { IsGiven: true } items)
            return default;
        return new(true, items.Value?.Select(item => item.Value.Text is { Length: > 0 and <= MaxText } text
            ? text
            : throw Errors.Parameter("Invalid string", $"{Path(name)}[{item.Key}]")).ToList());
    }

    /// <summary>A range filter: <c>name=…</c> or <c>name[gt|gte|lt|lte]=…</c>.</summary>
    public TimeRange? Range(string name)
    {
        if (Read(name) is not { } child)
            return null;
        if (child.Children is null)
            return Timestamp(name) is { } at ? new TimeRange(null, at, null, at) : null;
        var range = Open(child, Path(name));
        return new TimeRange(range.Timestamp("gt"), range.Timestamp("gte"), range.Timestamp("lt"), range.Timestamp("lte"));
    }

    /// <summary>Metadata merged over <paramref name="current"/>: an empty value deletes its key, an empty parameter all of them.</summary>
    public IReadOnlyDictionary<string, string> Metadata(IReadOnlyDictionary<string, string>? current = null) =>
        Read("metadata") is { } child ? MetadataRules.Merge(child, current, Path("metadata")) : current ?? MetadataRules.None;

    /// <summary>Any hash of text to text under <paramref name="name"/>, under the rules of metadata.</summary>
    public IReadOnlyDictionary<string, string>? Map(string name) =>
        Read(name) is { } child ? MetadataRules.Merge(child, null, Path(name)) : null;

    /// <summary>At most one of the names may be sent.</summary>
    public void Exclusive(params string[] names)
    {
        var sent = names.Where(Has).ToList();
        if (sent.Count > 1)
            throw Errors.Exclusive(Path(sent[0]), Path(sent[1]));
    }

    /// <summary>Marks a name as known without reading it: a parameter Stripe takes and this sandbox gives no meaning.</summary>
    public void Ignore(params string[] names) => _known.UnionWith(names);

    /// <summary>Refuses a parameter of Stripe's that would change what happens and has no meaning here; sent empty, it asks for nothing.</summary>
    public void RefuseUnmodelled(string name)
    {
        if (Read(name) is { Text: not "" })
            throw Errors.Parameter($"The sandbox does not model {name}.", Path(name));
    }

    /// <summary>Refuses whatever was sent and not read, at any depth.</summary>
    public void Done()
    {
        var unknown = Unknown().ToList();
        if (unknown.Count == 0)
            return;
        var words = unknown.Count == 1 ? "parameter" : "parameters";
        throw Errors.Parameter($"Received unknown {words}: {string.Join(", ", unknown)}", unknown[0], "parameter_unknown");
    }

    private const long MaxTimestamp = 253402300799;

    private IEnumerable<string> Unknown() =>
        Children.Keys.Where(name => !_known.Contains(name)).Select(Path).Concat(_opened.SelectMany(inner => inner.Unknown()));

    private FormNode? Read(string name)
    {
        _known.Add(name);
        return Children.GetValueOrDefault(name);
    }

    private Params Open(FormNode child, string path)
    {
        var inner = new Params(child, path);
        _opened.Add(inner);
        return inner;
    }

    private string Scalar(string name, FormNode child) =>
        child.Text ?? throw Errors.Parameter("Invalid string: value must be a string, not a hash or a list", Path(name));

    private T? NotEmpty<T>(string name, Given<T> value) => value.IsCleared ? throw Errors.Empty(Path(name)) : value.Value;

    private Given<IReadOnlyList<KeyValuePair<string, FormNode>>> Items(string name, int max)
    {
        if (Read(name) is not { } child)
            return default;
        if (child.Text is { Length: 0 })
            return new(true, null);
        var items = child.AsList() ?? throw Errors.Parameter("Invalid array", Path(name));
        return items.Count <= max
            ? new(true, items)
            : throw Errors.Parameter($"Too many elements: at most {max} are allowed.", Path(name));
    }
}
