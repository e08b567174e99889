using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Store;

/// <summary>
/// Writes lines of the journal. Every object gets a number in its file; a snapshot in an event is written as the number of the object it is, so
/// that an object and the events about it are stored once.
/// </summary>
internal sealed class JournalLineWriter
{
    private readonly ConditionalWeakTable<StripeObject, object> _numbers = [];
    private readonly ArrayBufferWriter<byte> _buffer = new(16 * 1024);
    private long _next;

    /// <summary>One line, newline included; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Write(
        IEnumerable<StripeObject> written,
        IEnumerable<(string Table, string Id)> removed,
        IEnumerable<DueEntry> scheduled,
        IEnumerable<(string Kind, string Key)> unscheduled)
    {
        _buffer.Clear();
        using (var json = new Utf8JsonWriter(_buffer))
        {
            json.WriteStartObject();
            var puts = WriteObjects(json, written);
            json.WritePropertyName("put");
            JsonSerializer.Serialize(json, puts);
            json.WritePropertyName("del");
            JsonSerializer.Serialize(json, removed.Select(row => new[] { row.Table, row.Id }));
            json.WritePropertyName("due");
            JsonSerializer.Serialize(json, scheduled);
            json.WritePropertyName("undue");
            JsonSerializer.Serialize(json, unscheduled.Select(entry => new[] { entry.Kind, entry.Key }));
            json.WriteEndObject();
        }

        _buffer.Write("\n"u8);
        return _buffer.WrittenMemory;
    }

    private List<long> WriteObjects(Utf8JsonWriter json, IEnumerable<StripeObject> written)
    {
        var puts = new List<long>();
        json.WriteStartArray("o");
        foreach (var row in written)
            puts.Add(NumberOf(json, row));
        json.WriteEndArray();
        return puts;
    }

    private long NumberOf(Utf8JsonWriter json, StripeObject row)
    {
        if (_numbers.TryGetValue(row, out var known))
            return (long)known;
        var snapshot = row is StripeEvent { Data.Object: StripeObject about } ? NumberOf(json, about) : (long?)null;
        json.WriteStartObject();
        json.WriteString("t", row.GetType().Name);
        json.WritePropertyName("v");
        if (row is StripeEvent happened)
        {
            JsonSerializer.Serialize(json, happened with { Data = happened.Data with { Object = null } }, StripeJson.Journal);
            json.WritePropertyName("s");
            if (snapshot is { } number)
                json.WriteNumberValue(number);
            else
                ((JsonObject)happened.Data.Object!).WriteTo(json);
        }
        else
        {
            JsonSerializer.Serialize(json, row, row.GetType(), StripeJson.Journal);
        }

        json.WriteEndObject();
        _numbers.Add(row, _next);
        return _next++;
    }
}

/// <summary>Reads lines of the journal back into a store.</summary>
internal sealed class JournalLineReader(SandboxStore store)
{
    private static readonly Dictionary<string, Type> Types = typeof(StripeObject).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(StripeObject)) && !type.IsAbstract)
        .ToDictionary(type => type.Name);

    private readonly List<StripeObject> _objects = [];

    /// <summary>Applies a line. Throws <see cref="JsonException"/> when it is torn.</summary>
    public void Apply(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        foreach (var item in root.GetProperty("o").EnumerateArray())
            _objects.Add(Read(item));
        foreach (var number in root.GetProperty("put").EnumerateArray())
        {
            var row = _objects[number.GetInt32()];
            store.TableOf(row).Put(row);
        }

        foreach (var row in root.GetProperty("del").EnumerateArray())
            store.Table(row[0].GetString()!)?.Remove(row[1].GetString()!);
        foreach (var entry in root.GetProperty("undue").EnumerateArray())
            store.Due.Remove(entry[0].GetString()!, entry[1].GetString()!);
        foreach (var entry in root.GetProperty("due").EnumerateArray())
            store.Due.Set(entry.Deserialize<DueEntry>()!);
    }

    private StripeObject Read(JsonElement item)
    {
        var type = Types[item.GetProperty("t").GetString()!];
        var row = (StripeObject)item.GetProperty("v").Deserialize(type, StripeJson.Journal)!;
        if (row is not StripeEvent happened)
            return row;
        var snapshot = item.GetProperty("s");
        object about = snapshot.ValueKind == JsonValueKind.Number ? _objects[snapshot.GetInt32()] : JsonObject.Create(snapshot.Clone())!;
        return happened with { Data = happened.Data with { Object = about } };
    }
}
