namespace ClientForge.Billing.StripeSandbox.Wire;

/// <summary>Stripe's rules of metadata: at most 50 keys of 40 characters without brackets, values of 500 characters.</summary>
internal static class MetadataRules
{
    private const int MaxKeys = 50;
    private const int MaxKey = 40;
    private const int MaxValue = 500;

    public static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>();

    public static IReadOnlyDictionary<string, string> Merge(FormNode sent, IReadOnlyDictionary<string, string>? current, string param)
    {
        if (sent.Text is { Length: 0 })
            return None;
        if (sent.Children is null)
            throw Errors.Parameter("Invalid object", param);
        var merged = current is null ? [] : new OrderedDictionary<string, string>(current);
        foreach (var (key, value) in sent.Children)
            Set(merged, key, value, param);
        return merged.Count <= MaxKeys
            ? merged
            : throw Errors.Parameter($"Metadata can have at most {MaxKeys} keys.", param);
    }

    private static void Set(OrderedDictionary<string, string> merged, string key, FormNode value, string param)
    {
        var path = $"{param}[{key}]";
        if (value.Text is null)
            throw Errors.Parameter("Metadata values must be strings.", path);
        if (key.Length is 0 or > MaxKey || key.AsSpan().ContainsAny('[', ']'))
            throw Errors.Parameter($"Metadata keys must be 1 to {MaxKey} characters without square brackets.", path);
        if (value.Text.Length > MaxValue)
            throw Errors.Parameter($"Metadata values can have up to {MaxValue} characters, but you passed in a value that is {value.Text.Length} characters.", path);
        if (value.Text.Length == 0)
            merged.Remove(key);
        else
            merged[key] = value.Text;
    }
}
