using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Wire;

/// <summary>
/// Renders an answer and replaces what <c>expand[]</c> names: ids by their objects (at most four levels), fields that are absent by default by
/// their value. Paths through lists pass <c>data</c>.
/// </summary>
internal sealed class Expander
{
    private const int MaxDepth = 4;
    private static readonly ConcurrentDictionary<Type, Dictionary<string, PropertyInfo>> Properties = new();
    private readonly Dictionary<(Type Type, string Field), Func<UnitOfWork, StripeObject, object?>> _includable = [];

    public void Includable<T>(string field, Func<UnitOfWork, T, object?> value)
        where T : StripeObject => _includable[(typeof(T), field)] = (work, row) => value(work, (T)row);

    /// <summary>The body of an answer: the value itself when nothing is expanded, otherwise its JSON with the expansions in place.</summary>
    public object Render(UnitOfWork work, object value, IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
            return value;
        var body = ToNode(value);
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            var names = path.Split('.');
            if (names.Count(name => name != "data") > MaxDepth)
            {
                throw Errors.Parameter(
                    $"You cannot expand more than {MaxDepth} levels of a property. Property: {path}", "expand");
            }

            Expand(new Context(work, path), value, body, names);
        }

        return body;
    }

    private sealed record Context(UnitOfWork Work, string Path);

    private void Expand(Context context, object value, JsonNode? node, ReadOnlySpan<string> names)
    {
        if (value is DeletedObject || node is null)
            return;
        if (value is System.Collections.IEnumerable items and not string)
        {
            ExpandItems(context, items, node.AsArray(), names);
            return;
        }

        var fields = node.AsObject();
        var name = names[0];
        var rest = names[1..];
        if (value is StripeObject row && _includable.TryGetValue((value.GetType(), name), out var include))
        {
            var included = include(context.Work, row);
            fields[name] = fields[name] ?? ToNode(included);
            Descend(context, included, fields[name], rest);
            return;
        }

        if (name == "total_count" && fields["object"]?.GetValue<string>() is "list" or "search_result")
            return;
        if (!PropertiesOf(value.GetType()).TryGetValue(name, out var property))
            throw NotExpandable(context);

        if (property.GetCustomAttribute<ExpandableAttribute>() is { } expandable)
            ExpandIds(context, expandable, property.GetValue(value), fields, name, rest);
        else if (rest.Length == 0)
            throw NotExpandable(context);
        else
            Descend(context, property.GetValue(value), fields[name], rest);
    }

    private void ExpandItems(Context context, System.Collections.IEnumerable items, JsonArray array, ReadOnlySpan<string> names)
    {
        var index = 0;
        foreach (var item in items)
            Expand(context, item!, array[index++], names);
    }

    private void ExpandIds(
        Context context, ExpandableAttribute expandable, object? ids, JsonObject fields, string name, ReadOnlySpan<string> rest)
    {
        if (ids is string id)
        {
            fields[name] = Expanded(context, expandable, id, fields[name], rest);
        }
        else if (ids is IReadOnlyList<string> list && fields[name] is JsonArray array)
        {
            for (var i = 0; i < list.Count; i++)
                array[i] = Expanded(context, expandable, list[i], array[i], rest);
        }
    }

    /// <summary>The object of an id; what an earlier path expanded already stays and is expanded further.</summary>
    private JsonNode? Expanded(Context context, ExpandableAttribute expandable, string id, JsonNode? node, ReadOnlySpan<string> rest)
    {
        object? target = null;
        foreach (var type in expandable.Types)
            target ??= context.Work.Store.Table(type)?.Find(id);
        target ??= new DeletedObject(id, expandable.Types[0]);
        var shown = target is IMayBeDeleted { IsDeleted: true } ? new DeletedObject(id, expandable.Types[0]) : target;
        var expanded = node is JsonObject ? node.DeepClone() : ToNode(shown);
        Descend(context, shown, expanded, rest);
        return expanded;
    }

    private void Descend(Context context, object? value, JsonNode? node, ReadOnlySpan<string> rest)
    {
        if (rest.Length > 0 && value is not null && node is not null)
            Expand(context, value, node, rest);
    }

    private static JsonNode ToNode(object? value) =>
        JsonSerializer.SerializeToNode(value, value?.GetType() ?? typeof(object), StripeJson.Compact)!;

    private static StripeError NotExpandable(Context context) => Errors.Parameter(
        $"This property cannot be expanded ({context.Path}).", "expand");

    private static Dictionary<string, PropertyInfo> PropertiesOf(Type type) => Properties.GetOrAdd(type, static found => found
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .ToDictionary(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)));
}
