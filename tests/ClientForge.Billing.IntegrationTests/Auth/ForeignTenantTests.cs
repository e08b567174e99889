using System.Net;
using System.Text.Json.Nodes;
using ClientForge.Billing.IntegrationTests.Fixtures;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ClientForge.Billing.IntegrationTests.Auth;

/// <summary>Another tenant's object answers as one that does not exist, on every route that takes an id.</summary>
public sealed class ForeignTenantTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    /// <summary>The catalogue is everyone's; a feature's name is no object.</summary>
    private static readonly string[] Shared = ["plans", "entitlements"];

    [Fact]
    public async Task Routes_WithAnotherTenantsId_AnswerAsIfItDidNotExist()
    {
        var owner = await world.CreateTenantAsync();
        var stranger = await world.CreateTenantAsync();
        await owner.SubscribeAsync();
        await stranger.AddCardAsync();
        await world.SettleAsync();
        var ids = new Dictionary<string, string>
        {
            ["invoices"] = (await owner.InvoicesAsync())[0].StringAt("id")!,
            ["payment-methods"] = (await owner.Admin.GetAsync("payment-methods"))["data.0.id"].GetString()!,
        };
        var routes = Routes().ToArray();

        Assert.True(routes.Length >= 6, $"{routes.Length} routes found");
        foreach (var (method, pattern) in routes)
        {
            var resource = pattern.Split('/')[0];
            Assert.True(ids.TryGetValue(resource, out var id), $"{pattern}: say whose id this test should take");
            var foreign = await SendAsync(stranger.Admin, method, pattern, id);
            var unknown = await SendAsync(stranger.Admin, method, pattern, Guid.Empty.ToString());
            Assert.True(foreign.Status == HttpStatusCode.NotFound, $"{method} {pattern}: {foreign.Text}");
            Assert.Equal(WithoutTrace(unknown), WithoutTrace(foreign));
        }
    }

    [Fact]
    public async Task Bodies_WithAnotherTenantsPaymentMethod_AreRefusedAsUnknown()
    {
        var owner = await world.CreateTenantAsync();
        var stranger = await world.CreateTenantAsync();
        var foreignId = (await owner.AddCardAsync()).StringAt("id");
        var planId = await stranger.PlanIdAsync("Basic");

        var foreign = await stranger.Admin.PostAsync("subscribe", new { planId, paymentMethodId = foreignId, trialDays = 0 });
        var unknown = await stranger.Admin.PostAsync("subscribe", new { planId, paymentMethodId = Guid.Empty, trialDays = 0 });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, foreign.Status);
        Assert.Equal("payment_method_not_found", foreign.Code);
        Assert.Equal(WithoutTrace(unknown), WithoutTrace(foreign));
    }

    private IEnumerable<(string Method, string Pattern)> Routes() =>
        from endpoint in world.Api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is not null
        let pattern = endpoint.RoutePattern.RawText!
        where pattern.StartsWith("api/v1/billing/", StringComparison.Ordinal) && pattern.Contains('{', StringComparison.Ordinal)
        let rest = pattern["api/v1/billing/".Length..]
        where !Shared.Contains(rest.Split('/')[0])
        from method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
        select (method, rest);

    private static Task<Answer> SendAsync(ApiCaller caller, string method, string pattern, string id)
    {
        var path = System.Text.RegularExpressions.Regex.Replace(pattern, @"\{[^}]+\}", id);
        return method switch
        {
            "GET" => caller.GetAsync(path),
            "DELETE" => caller.DeleteAsync(path),
            "PUT" => caller.PutAsync(path, new { }),
            _ => caller.PostAsync(path, new { }),
        };
    }

    private static string WithoutTrace(Answer answer)
    {
        var problem = JsonNode.Parse(answer.Text)!.AsObject();
        problem.Remove("traceId");
        return problem.ToJsonString();
    }
}
