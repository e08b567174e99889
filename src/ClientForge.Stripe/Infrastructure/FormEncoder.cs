using System.Collections;
using System.Globalization;
using System.Net;
using System.Text;

namespace Stripe.Infrastructure;

/// <summary>
/// Stripe's form encoding: nested names in brackets, lists always indexed, booleans as words, times as unix seconds.
/// The brackets stay literal; everything else is encoded as <see cref="WebUtility.UrlEncode"/> does.
/// </summary>
internal static class FormEncoder
{
    public static string Encode(BaseOptions options)
    {
        if (options is null)
            return "";
        var pairs = new List<(string Name, string Value)>();
        AddMembers(pairs, prefix: null, options);
        foreach (var (name, value) in options.ExtraParams ?? new Dictionary<string, object>())
            Add(pairs, name, value);
        return string.Join('&', pairs.Select(pair => $"{Escape(pair.Name)}={Escape(pair.Value)}"));
    }

    /// <summary>A time without a kind is taken as this machine's local time, as the official library does.</summary>
    public static long UnixSeconds(DateTime time) => new DateTimeOffset(time).ToUnixTimeSeconds();

    private static void AddMembers(List<(string Name, string Value)> pairs, string prefix, object options)
    {
        foreach (var member in WireNames.Of(options.GetType()))
        {
            var name = prefix is null ? member.Name : $"{prefix}[{member.Name}]";
            var value = member.Property.GetValue(options);
            if (value is not null)
                Add(pairs, name, value);
            else if (member.Emptyable && ((IHasSetTracking)options).SetTracker.Has(member.Property.Name))
                pairs.Add((name, ""));
        }
    }

    private static void Add(List<(string Name, string Value)> pairs, string name, object value)
    {
        switch (value)
        {
            case null:
                pairs.Add((name, ""));
                break;
            case IAnyOf { Value: null }:
                break;
            case IAnyOf any:
                Add(pairs, name, any.Value);
                break;
            case string or bool or DateTime or StringEnum or IFormattable:
                pairs.Add((name, Text(value)));
                break;
            case IDictionary map:
                foreach (DictionaryEntry entry in map)
                    Add(pairs, $"{name}{Brackets((string)entry.Key)}", entry.Value);
                break;
            case IEnumerable list:
                AddList(pairs, name, list);
                break;
            default:
                AddMembers(pairs, name, value);
                break;
        }
    }

    private static void AddList(List<(string Name, string Value)> pairs, string name, IEnumerable list)
    {
        var index = 0;
        foreach (var item in list)
            Add(pairs, string.Create(CultureInfo.InvariantCulture, $"{name}[{index++}]"), item);
        if (index == 0)
            pairs.Add((name, ""));
    }

    // A key that holds brackets itself is split by them: "k[ey]" goes out as [k][ey].
    private static string Brackets(string key)
    {
        var open = key.IndexOf('[', StringComparison.Ordinal);
        return open < 0 ? $"[{key}]" : $"[{key[..open]}]{key[open..]}";
    }

    private static string Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        DateTime time => UnixSeconds(time).ToString(CultureInfo.InvariantCulture),
        StringEnum word => word.Value,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)value,
    };

    private static string Escape(string text) => new StringBuilder(WebUtility.UrlEncode(text)).Replace("%5B", "[").Replace("%5D", "]").ToString();
}
