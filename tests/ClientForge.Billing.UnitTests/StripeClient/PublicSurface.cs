using System.Reflection;

namespace ClientForge.Billing.UnitTests.StripeNet;

/// <summary>
/// Every public type of an assembly, what it derives from and its members, one a line in C#'s spelling. A line says all of
/// what it is about, so that two assemblies are compared as sets of lines.
/// </summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(decimal)] = "decimal",
    };

    public static IReadOnlyList<string> Of(Assembly assembly) =>
        [.. assembly.GetExportedTypes().OrderBy(Name, StringComparer.Ordinal).SelectMany(Describe)];

    private static IEnumerable<string> Describe(Type type)
    {
        var name = $"{type.Namespace}.{Local(type)}";
        var members = type.GetConstructors(Declared).Select(constructor => $"new({Parameters(constructor)})")
            .Concat(type.GetFields(Declared).Select(field => $"{(field.IsLiteral ? "const" : "field")} {Name(field.FieldType)} {field.Name}{Constant(field)}"))
            .Concat(type.GetProperties(Declared).Select(property => $"{Name(property.PropertyType)} {property.Name}{Accessors(property)}"))
            .Concat(type.GetMethods(Declared).Where(IsListed).Select(method => $"{Name(method.ReturnType)} {method.Name}{Arguments(method.GetGenericArguments())}({Parameters(method)})"))
            .Order(StringComparer.Ordinal);
        return Bases(type).Concat(members).Select(line => $"{name}: {line}").Prepend($"{Kind(type)} {name}");
    }

    // Accessors are told by their property; what each object overrides says nothing about the surface.
    private static bool IsListed(MethodInfo method) =>
        (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
        && method.GetBaseDefinition().DeclaringType != typeof(object);

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static IEnumerable<string> Bases(Type type) =>
        type.GetInterfaces()
            .Where(contract => contract.IsPublic && contract.Namespace!.StartsWith("Stripe", StringComparison.Ordinal))
            .Select(Name)
            .Order(StringComparer.Ordinal)
            .Concat(type.BaseType is null || type.BaseType == typeof(object) ? [] : [Name(type.BaseType)])
            .Select(name => $"is {name}");

    private static string Accessors(PropertyInfo property) =>
        $" {{{(property.GetMethod?.IsPublic == true ? " get;" : "")}{(property.SetMethod?.IsPublic == true ? " set;" : "")} }}";

    private static string Constant(FieldInfo field) => field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? $" = {Default(p)}" : "")}"));

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => parameter.ParameterType.IsValueType ? "default" : "null",
        bool flag => flag ? "true" : "false",
        var value => $"{value}",
    };

    private static string Name(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return $"{Name(underlying)}?";
        if (type.IsGenericParameter)
            return type.Name;
        return type.Namespace!.StartsWith("Stripe.", StringComparison.Ordinal) ? $"{type.Namespace["Stripe.".Length..]}.{Local(type)}" : Local(type);
    }

    private static string Local(Type type)
    {
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? type.Name : $"{type.Name[..tick]}{Arguments(type.GetGenericArguments())}";
    }

    private static string Arguments(Type[] types) => types.Length == 0 ? "" : $"<{string.Join(", ", types.Select(Name))}>";
}
