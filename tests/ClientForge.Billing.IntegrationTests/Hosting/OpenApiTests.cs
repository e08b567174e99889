using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Hosting;

public sealed class OpenApiTests(TestDatabases databases)
{
    private static readonly string[] Methods = ["get", "post", "put", "delete"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Document_AllRoutes_AreDescribed()
    {
        await using var api = await TestApi.StartAsync(await databases.CreateAsync(Cancellation));

        using var response = await api.Anonymous.GetAsync("/openapi/v1.json", Cancellation);

        var document = await response.ReadJsonAsync();
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Where(operation => Methods.Contains(operation.Name)), (path, operation) => (Name: $"{operation.Name} {path.Name}", operation.Value))
            .ToArray();
        Assert.Contains(operations, operation => operation.Name == "post /api/v1/billing/subscribe");
        Assert.Contains(operations, operation => operation.Name == "post /api/v1/ops/jobs/{name}/trigger");
        foreach (var (name, operation) in operations)
        {
            Assert.True(operation.TryGetProperty("summary", out _), $"{name} has no summary");
            foreach (var answer in operation.GetProperty("responses").EnumerateObject().Where(answer => answer.Name[0] is '4' or '5'))
                Assert.True(answer.Value.GetProperty("content").TryGetProperty("application/problem+json", out _), $"{name} {answer.Name} is no problem");
            if (name.Contains("/api/v1/", StringComparison.Ordinal) && !name.Contains("/webhooks/", StringComparison.Ordinal))
                Assert.True(operation.TryGetProperty("security", out _), $"{name} needs no token");
        }
    }

    [Fact]
    public async Task Document_AllSchemas_SayTheirTypes()
    {
        await using var api = await TestApi.StartAsync(await databases.CreateAsync(Cancellation));
        using var response = await api.Anonymous.GetAsync("/openapi/v1.json", Cancellation);
        var schemas = (await response.ReadJsonAsync()).GetProperty("components").GetProperty("schemas");

        var untyped = schemas.EnumerateObject().Where(schema => schema.Value.TryGetProperty("properties", out _))
            .SelectMany(schema => schema.Value.GetProperty("properties").EnumerateObject(), (schema, property) => (Name: $"{schema.Name}.{property.Name}", property.Value))
            .Where(property => !new[] { "type", "$ref", "oneOf", "anyOf", "enum" }.Any(word => property.Value.TryGetProperty(word, out _)))
            .Select(property => property.Name);
        var amount = schemas.GetProperty("InvoiceResponse").GetProperty("properties").GetProperty("total");

        Assert.Empty(untyped);
        Assert.Equal("integer", amount.GetProperty("type").GetString());
        Assert.Equal("int64", amount.GetProperty("format").GetString());
        Assert.True(schemas.TryGetProperty("Problem", out _));
        Assert.DoesNotContain(schemas.EnumerateObject(), schema => schema.Name is "ProblemDetails" or "StringSegment");
    }

    [Theory]
    [InlineData("/docs/index.html", "text/html")]
    [InlineData("/metrics", "text/plain")]
    public async Task Reader_AndMetrics_AreServed(string path, string contentType)
    {
        await using var api = await TestApi.StartAsync(await databases.CreateAsync(Cancellation));

        using var response = await api.Anonymous.GetAsync(path, Cancellation);

        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(contentType, response.Content.Headers.ContentType?.MediaType);
    }
}
