using System.Net;
using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Dev;
using ClientForge.Billing.IntegrationTests.Fixtures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.IntegrationTests.Auth;

/// <summary>Every route against every role, taken from the running service: a new route is in it from its first day.</summary>
public sealed class RouteMatrixTests(TestDatabases databases)
{
    private static readonly Guid Tenant = Guid.Parse("0190a000-0000-7000-8000-000000000001");
    private static readonly string[] Public = ["POST /api/v1/billing/webhooks/stripe"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Routes_WithoutTheRightRole_AreClosed()
    {
        await using var api = await TestApi.StartAsync(
            await databases.CreateAsync(Cancellation), new Dictionary<string, string?> { ["RateLimit:RequestsPerMinute"] = "0", ["RateLimit:UsageRequestsPerMinute"] = "0" });
        var routes = Routes(api).ToArray();
        var wrong = new List<string>();
        foreach (var (method, path, policies) in routes)
        {
            if (policies.Length == 0 && !Public.Contains($"{method} {path}"))
                wrong.Add($"{method} {path} is open to everyone");
            if (policies.Length == 0)
                continue;
            var anonymous = await SendAsync(api, method, path, null);
            if (anonymous != HttpStatusCode.Unauthorized)
                wrong.Add($"{method} {path} without a token: {anonymous}");
            foreach (var role in Roles.All.Where(role => policies.Any(policy => !Policies.RolesByPolicy[policy].Contains(role))))
            {
                var status = await SendAsync(api, method, path, TestTokens.Create(role, Tenant));
                if (status != HttpStatusCode.Forbidden)
                    wrong.Add($"{method} {path} as {role}: {status}");
            }
        }

        Assert.True(routes.Length > 50, $"{routes.Length} routes found");
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Routes_OfTheTenant_AreOpenToMembersForReadingOnly()
    {
        await using var api = await TestApi.StartAsync(await databases.CreateAsync(Cancellation));

        var writing = Routes(api)
            .Where(route => route.Method != "GET" && route.Policies.Length > 0 && route.Policies.All(policy => Policies.RolesByPolicy[policy].Contains(Roles.Member)))
            .Select(route => $"{route.Method} {route.Path}");

        // They change nothing.
        Assert.Empty(writing.Except(["POST /api/v1/billing/subscription/preview", "POST /api/v1/billing/tax/calculate"]));
    }

    private static IEnumerable<(string Method, string Path, string[] Policies)> Routes(TestApi api) =>
        from endpoint in api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let action = endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()
        where action is not null && !action.ControllerTypeInfo.IsDefined(typeof(DevelopmentOnlyAttribute), false)
        let isOpen = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        let policies = isOpen ? [] : endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy!).ToArray()
        from method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
        select (method, "/" + Filled(endpoint.RoutePattern.RawText!), policies);

    private static string Filled(string pattern) =>
        System.Text.RegularExpressions.Regex.Replace(pattern, @"\{[^}]*guid[^}]*\}", Guid.Empty.ToString()).Replace("{id}", "x").Replace("{name}", "x").Replace("{feature}", "x");

    private static async Task<HttpStatusCode> SendAsync(TestApi api, string method, string path, string? token)
    {
        using var client = token is null ? new HttpClient { BaseAddress = api.Address } : api.ClientWith(token);
        client.DefaultRequestHeaders.Add("X-Tenant-Id", Tenant.ToString());
        using var response = await client.SendJsonAsync(new HttpMethod(method), path, "{}");
        return response.StatusCode;
    }
}
