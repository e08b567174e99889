using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClientForge.Billing.Api.Usage;

/// <summary>
/// A member that may hold anything: a value of the wrong kind is remembered as unreadable, so that it rejects its own event and not
/// the whole call. Null is the same as leaving it out.
/// </summary>
/// <param name="IsGiven">Whether the member is there and not null.</param>
/// <param name="Value">Null when it is not given, or not readable as what it should be.</param>
[JsonConverter(typeof(LooseTextConverter))]
public readonly record struct LooseText(bool IsGiven, string? Value);

/// <inheritdoc cref="LooseText"/>
[JsonConverter(typeof(LooseWholeConverter))]
public readonly record struct LooseWhole(bool IsGiven, long? Value);

/// <summary>An RFC 3339 time with an offset; see <see cref="LooseText"/>.</summary>
/// <inheritdoc cref="LooseText"/>
[JsonConverter(typeof(LooseTimeConverter))]
public readonly record struct LooseTime(bool IsGiven, DateTimeOffset? Value);

/// <summary>At most 20 texts, numbers or booleans by name, in the order of their names; see <see cref="LooseText"/>.</summary>
/// <inheritdoc cref="LooseText"/>
[JsonConverter(typeof(LoosePropertiesConverter))]
public readonly record struct LooseProperties(bool IsGiven, IReadOnlyList<KeyValuePair<string, string>>? Value);

internal abstract class LooseConverter<T> : JsonConverter<T>
    where T : struct
{
    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return default;
        var value = ReadGiven(ref reader);
        // A converter is given the whole value, so that the end is there to skip to.
        _ = reader.TrySkip();
        return value;
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Such values only come in.");

    /// <summary>Reads a value that is not null; of an array or an object it may leave everything but the opening.</summary>
    protected abstract T ReadGiven(ref Utf8JsonReader reader);

    /// <summary>Null for anything but text that PostgreSQL can store.</summary>
    protected static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return null;
        try
        {
            return reader.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair
        }
    }
}

internal sealed class LooseTextConverter : LooseConverter<LooseText>
{
    protected override LooseText ReadGiven(ref Utf8JsonReader reader) => new(true, Text(ref reader));
}

internal sealed class LooseWholeConverter : LooseConverter<LooseWhole>
{
    protected override LooseWhole ReadGiven(ref Utf8JsonReader reader) =>
        new(true, reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var whole) ? whole : null);
}

internal sealed class LooseTimeConverter : LooseConverter<LooseTime>
{
    private const int ShortestTime = 20;

    protected override LooseTime ReadGiven(ref Utf8JsonReader reader) =>
        Text(ref reader) is { Length: >= ShortestTime } text && HasOffset(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new LooseTime(true, time.ToUniversalTime())
            : new LooseTime(true, null);

    private static bool HasOffset(string text) => text[^1] is 'Z' or 'z' || text[^6] is '+' or '-';
}

internal sealed class LoosePropertiesConverter : LooseConverter<LooseProperties>
{
    private const int LongestName = 50;
    private const int LongestValue = 200;

    protected override LooseProperties ReadGiven(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return new LooseProperties(true, null);
        using var document = JsonDocument.ParseValue(ref reader);
        return new LooseProperties(true, Read(document.RootElement));
    }

    private static KeyValuePair<string, string>[]? Read(JsonElement value)
    {
        var read = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (Text(property.Value) is not { Length: <= LongestValue } text || Name(property) is not { Length: > 0 and <= LongestName } name
                || !read.TryAdd(name, text))
                return null;
        }

        return read.Count <= UsageEventReader.MostProperties ? [.. read] : null;
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Stored(value.GetString),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    private static string? Name(JsonProperty property) => Stored(() => property.Name);

    private static string? Stored(Func<string?> read)
    {
        try
        {
            return read() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair
        }
    }
}
