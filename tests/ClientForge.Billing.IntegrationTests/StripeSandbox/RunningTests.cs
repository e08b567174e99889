using System.Reflection;
using Xunit.v3;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>The tests of an assembly that its runner really runs, found by reflection.</summary>
internal static class RunningTests
{
    /// <summary>The facts and theories on the sandbox, of this assembly and of the unit tests built beside it, as <c>Class.Method</c>.</summary>
    public static HashSet<string> OfTheSandbox()
    {
        var here = typeof(RunningTests).Assembly;
        var units = here.Location.Replace("IntegrationTests", "UnitTests", StringComparison.Ordinal);
        return [.. new[] { here, Assembly.LoadFrom(units) }.SelectMany(In)];
    }

    private static IEnumerable<string> In(Assembly assembly) => assembly.GetTypes()
        .Where(type => type.Namespace?.EndsWith(".StripeSandbox", StringComparison.Ordinal) == true)
        .SelectMany(In);

    /// <summary>Only what is public is found by the runner.</summary>
    private static IEnumerable<string> In(Type type) => type is { IsClass: true, IsVisible: true, IsAbstract: false }
        ? type.GetMethods().Where(Runs).Select(method => $"{type.Name}.{method.Name}")
        : [];

    private static bool Runs(MethodInfo method)
    {
        var attributes = method.GetCustomAttributes().ToList();
        return Runs(attributes.OfType<IFactAttribute>().SingleOrDefault(), [.. attributes.OfType<IDataAttribute>()]);
    }

    /// <summary>Whether the runner runs a method marked so: neither it nor any of its data may be skipped or left for an explicit wish.</summary>
    internal static bool Runs(IFactAttribute? fact, IReadOnlyList<IDataAttribute> data) => fact is { Skip: null, Explicit: false }
        && (fact is not ITheoryAttribute || (data.Count > 0 && data.All(row => row.Skip is null && row.Explicit != true)));
}
