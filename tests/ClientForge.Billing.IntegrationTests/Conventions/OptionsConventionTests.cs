using System.Reflection;
using ClientForge.Billing.Api.Hosting;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.Services;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ClientForge.Billing.IntegrationTests.Conventions;

public sealed class OptionsConventionTests(TestDatabases databases)
{
    [Fact]
    public async Task Options_All_AreValidated()
    {
        await using var api = await TestApi.StartAsync(await databases.CreateAsync(TestContext.Current.CancellationToken));
        Assembly[] assemblies = [typeof(ApiHost).Assembly, typeof(RequestContext).Assembly];
        var sections = assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetField("Section", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true })
            .ToArray();

        Assert.NotEmpty(sections);
        Assert.Empty(sections.Where(type => !api.Services.GetServices(typeof(IValidateOptions<>).MakeGenericType(type)).Any()).Select(type => type.FullName));
    }
}
