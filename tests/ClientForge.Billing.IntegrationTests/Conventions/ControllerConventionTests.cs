using System.Reflection;
using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Hosting;
using ClientForge.Billing.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Routing;

namespace ClientForge.Billing.IntegrationTests.Conventions;

/// <summary>What every controller and page keeps, whoever adds one.</summary>
public sealed class ControllerConventionTests
{
    private static readonly Type[] Types = typeof(ApiHost).Assembly.GetTypes();

    private static IEnumerable<Type> Controllers => Types.Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(ControllerBase)));

    private static IEnumerable<MethodInfo> Actions => Controllers
        .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .Where(method => method.GetCustomAttributes<HttpMethodAttribute>().Any());

    [Fact]
    public void Actions_All_TakeACancellationToken()
    {
        Assert.Empty(Actions.Where(action => action.GetParameters().All(parameter => parameter.ParameterType != typeof(CancellationToken))).Select(NameOf));
    }

    [Fact]
    public void Actions_All_SayWhatTheyAnswer()
    {
        Assert.Empty(Actions.Where(action => !action.GetCustomAttributes<ProducesResponseTypeAttribute>().Any(answer => answer.StatusCode < 300)).Select(NameOf));
    }

    [Fact]
    public void Actions_All_NameAPolicyOrAreAnonymousOnPurpose()
    {
        Assert.Empty(Actions.Where(action => !IsGuarded(action)).Select(NameOf));
    }

    [Fact]
    public void ControllersAndPages_None_ReachesForTheDatabase()
    {
        var pages = Types.Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(PageModel)));
        var reaching = Controllers.Concat(pages)
            .Where(type => type.GetConstructors().Single().GetParameters().Select(parameter => parameter.ParameterType)
                .Any(needed => needed == typeof(Database) || needed.Name.EndsWith("Repository", StringComparison.Ordinal)));

        Assert.Empty(reaching.Select(type => type.Name));
    }

    [Fact]
    public void Services_All_HaveSixDependenciesAtMost()
    {
        Assembly[] assemblies = [typeof(ApiHost).Assembly, typeof(Services.RequestContext).Assembly, typeof(Database).Assembly];
        var heavy = assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && !IsRecord(type) && !type.Name.Contains('<', StringComparison.Ordinal))
            .Where(type => type.GetConstructors().Any(constructor => constructor.GetParameters().Length > 6))
            .Select(type => $"{type.FullName}: {type.GetConstructors().Max(constructor => constructor.GetParameters().Length)}");

        Assert.Empty(heavy);
    }

    private static bool IsGuarded(MethodInfo action)
    {
        var attributes = action.GetCustomAttributes(true).Concat(action.DeclaringType!.GetCustomAttributes(true)).ToArray();
        return attributes.OfType<IAllowAnonymous>().Any() ||
            attributes.OfType<IAuthorizeData>().Any(data => data.Policy is { } policy && Policies.RolesByPolicy.ContainsKey(policy));
    }

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static string NameOf(MethodInfo action) => $"{action.DeclaringType!.Name}.{action.Name}";
}
