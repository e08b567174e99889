using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Stripe.Infrastructure;

/// <summary>
/// Reads Stripe's JSON as strictly as the official library does: a null or a value of another kind where the class has a
/// plain value is a <see cref="JsonException"/>; unknown members are ignored.
/// </summary>
internal static class EntityReader
{
    // Stripe gives seconds; what would be a date after 2128 is taken for milliseconds.
    private const long LargestSeconds = 5_000_000_000;

    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 128 };

    public static T Read<T>(string json)
    {
        using var document = JsonDocument.Parse(json, Depth);
        return (T)Read(typeof(T), document.RootElement.Clone(), "$");
    }

    internal static object Read(Type type, JsonElement element, string path)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return element.ValueKind == JsonValueKind.Null ? null : Read(underlying, element, path);
        if (element.ValueKind == JsonValueKind.Null)
            return type.IsValueType ? throw Mismatch(type, element, path) : null;
        if (type == typeof(string))
            return element.ValueKind == JsonValueKind.String ? element.GetString() : throw Mismatch(type, element, path);
        if (type.IsValueType)
            return ReadValue(type, element, path);
        if (type == typeof(object))
            return element;
        if (type == typeof(IHasObject))
            return ReadByObject(element, path);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>))
            return ReadMap(type, element, path);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>))
            return ReadList(type, element, path);
        return ReadObject(type, element, path);
    }

    private static object ReadValue(Type type, JsonElement element, string path) => type switch
    {
        _ when type == typeof(bool) && element.ValueKind is JsonValueKind.True or JsonValueKind.False => element.GetBoolean(),
        _ when type == typeof(long) && element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number) => number,
        _ when type == typeof(decimal) => ReadDecimal(element, path),
        _ when type == typeof(DateTime) => ReadTime(element, path),
        _ => throw Mismatch(type, element, path),
    };

    private static decimal ReadDecimal(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetDecimal(out var number) => number,
        // Exact amounts come as text, percentages as numbers only.
        JsonValueKind.String when path.EndsWith("_decimal", StringComparison.Ordinal) && decimal.TryParse(element.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw Mismatch(typeof(decimal), element, path),
    };

    private static DateTime ReadTime(JsonElement element, string path)
    {
        var known = element.ValueKind switch
        {
            JsonValueKind.Number when element.TryGetInt64(out var seconds) => seconds,
            JsonValueKind.String when long.TryParse(element.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) => seconds,
            _ => -1,
        };
        if (known < 0)
            throw Mismatch(typeof(DateTime), element, path);
        return known > LargestSeconds ? DateTime.UnixEpoch.AddMilliseconds(known) : DateTime.UnixEpoch.AddSeconds(known);
    }

    private static IHasObject ReadByObject(JsonElement element, string path) =>
        element.TryGetProperty("object", out var name) && ObjectTypes.Find(name.GetString()) is { } type
            ? (IHasObject)ReadObject(type, element, path)
            : null;

    private static IDictionary ReadMap(Type type, JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Mismatch(type, element, path);
        var map = (IDictionary)Activator.CreateInstance(type);
        foreach (var member in element.EnumerateObject())
            map[member.Name] = Read(type.GetGenericArguments()[1], member.Value, $"{path}.{member.Name}");
        return map;
    }

    private static IList ReadList(Type type, JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Array)
            throw Mismatch(type, element, path);
        var list = (IList)Activator.CreateInstance(type);
        foreach (var item in element.EnumerateArray())
            list.Add(Read(type.GetGenericArguments()[0], item, $"{path}[{list.Count}]"));
        return list;
    }

    private static object ReadObject(Type type, JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Mismatch(type, element, path);
        var entity = Activator.CreateInstance(type);
        (entity as StripeEntity)?.SetRawJson(element);
        foreach (var member in WireNames.Of(type))
        {
            if (element.TryGetProperty(member.Name, out var value))
                Set(entity, member, value, $"{path}.{member.Name}");
        }

        return entity;
    }

    private static void Set(object entity, WireMember member, JsonElement value, string path)
    {
        if (member.Expandable is null)
            member.Property.SetValue(entity, Read(member.Property.PropertyType, value, path));
        else if (value.ValueKind == JsonValueKind.Array)
            SetExpandables(entity, member, value, path);
        else if (value.ValueKind != JsonValueKind.Null)
        {
            member.Property.SetValue(entity, IdOf(value, path));
            member.ExpandedObject?.SetValue(entity, Expanded(member.ExpandedObject.PropertyType, value, path));
        }
    }

    private static void SetExpandables(object entity, WireMember member, JsonElement values, string path)
    {
        var items = values.EnumerateArray().ToArray();
        member.Property.SetValue(entity, items.Select(item => IdOf(item, path)).ToList());
        if (member.ExpandedObject is not { } target)
            return;
        var list = (IList)Activator.CreateInstance(target.PropertyType);
        foreach (var item in items)
            list.Add(Expanded(target.PropertyType.GetGenericArguments()[0], item, path));
        target.SetValue(entity, list);
    }

    private static string IdOf(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Object when value.TryGetProperty("id", out var id) => id.GetString(),
        _ => throw Mismatch(typeof(string), value, path),
    };

    private static object Expanded(Type type, JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.Object ? Read(type, value, path) : null;

    private static JsonException Mismatch(Type type, JsonElement element, string path) =>
        new($"The JSON value at {path} is a {element.ValueKind} and cannot be read as {type}.");
}
