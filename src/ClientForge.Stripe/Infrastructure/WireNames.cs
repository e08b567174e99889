using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace Stripe.Infrastructure;

/// <summary>One member of an entity or options class as it stands on the wire.</summary>
internal sealed record WireMember(PropertyInfo Property, string Name, bool Emptyable, ExpandableAttribute Expandable, PropertyInfo ExpandedObject);

/// <summary>The members of each class with their names on the wire: snake_case, own ones before inherited ones.</summary>
internal static class WireNames
{
    private static readonly ConcurrentDictionary<Type, WireMember[]> Cache = new();

    public static WireMember[] Of(Type type) => Cache.GetOrAdd(type, static t => Describe(t));

    private static WireMember[] Describe(Type type)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod?.IsPublic == true && property.GetIndexParameters().Length == 0)
            .Where(property => property.Name is not (nameof(IStripeEntity.StripeResponse) or nameof(BaseOptions.ExtraParams)))
            .ToArray();
        var expanded = properties.Select(p => p.GetCustomAttribute<ExpandableAttribute>()?.Object).Where(name => name is not null).ToHashSet();
        return [.. properties
            .Where(property => !expanded.Contains(property.Name))
            .Select(property => Describe(type, property))
            .OrderBy(member => Depth(member.Property.DeclaringType))
            .ThenBy(member => member.Name, StringComparer.Ordinal)];
    }

    private static WireMember Describe(Type type, PropertyInfo property)
    {
        var expandable = property.GetCustomAttribute<ExpandableAttribute>();
        return new WireMember(
            property,
            expandable?.WireName ?? property.GetCustomAttribute<WireNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name),
            property.GetCustomAttribute<EmptyableAttribute>() is not null,
            expandable,
            expandable?.Object is { } name ? type.GetProperty(name) : null);
    }

    // expand comes last of all, the paging of ListOptions before it.
    private static int Depth(Type declaring) => declaring == typeof(BaseOptions) ? 2 : declaring == typeof(ListOptions) ? 1 : 0;
}

/// <summary>Names a member whose wire name does not follow from its own.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WireNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
