using System.Collections;
using System.Text.Json;

namespace Stripe.Infrastructure;

/// <summary>Writes an entity as Stripe's JSON.</summary>
internal static class EntityWriter
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public static string Write(object entity)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
            Write(writer, entity);
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case DateTime time:
                writer.WriteNumberValue(FormEncoder.UnixSeconds(time));
                break;
            case IDictionary map:
                WriteMap(writer, map);
                break;
            case IEnumerable list and not StripeEntity:
                WriteList(writer, list);
                break;
            default:
                WriteObject(writer, value);
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, object entity)
    {
        writer.WriteStartObject();
        foreach (var member in WireNames.Of(entity.GetType()))
        {
            writer.WritePropertyName(member.Name);
            Write(writer, member.ExpandedObject?.GetValue(entity) is StripeEntity expanded ? expanded : member.Property.GetValue(entity));
        }

        writer.WriteEndObject();
    }

    private static void WriteMap(Utf8JsonWriter writer, IDictionary map)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            writer.WritePropertyName((string)entry.Key);
            Write(writer, entry.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, IEnumerable list)
    {
        writer.WriteStartArray();
        foreach (var item in list)
            Write(writer, item);
        writer.WriteEndArray();
    }
}
