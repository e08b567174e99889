using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ClientForge.Billing.Api.OpenApi;

/// <summary>What the whole document has in common: its title, its security scheme, the shape of problems.</summary>
internal sealed class DocumentRules : IOpenApiDocumentTransformer
{
    public const string Version = "v1";
    public const string Problem = nameof(Problem);

    /// <summary>Shapes of the framework that no answer has.</summary>
    private static readonly string[] Inner = ["ProblemDetails", "FileContentResult", "FileStreamResult", "EntityTagHeaderValue", "StringSegment"];

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ClientForge Billing",
            Version = Version,
            Description =
                "Subscriptions, usage, invoices and payments of ClientForge's tenants. Money is an integer in the currency's minor unit; "
                + "times are RFC 3339 in UTC; errors are problem details (RFC 9457) with a stable `code`.",
        };
        var components = document.Components ??= new OpenApiComponents();
        components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [CallerRules.Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "Claims `sub`, `role` (billing_admin, member, ops, service) and, for a tenant's roles, `tenant_id`.",
            },
        };
        components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        foreach (var name in Inner)
            components.Schemas.Remove(name);
        components.Schemas[Problem] = ProblemSchema();
        return Task.CompletedTask;
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Problem details (RFC 9457). Some codes bring further members.",
        Required = new HashSet<string> { "type", "title", "status", "code", "traceId" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("A URN that ends with the code."),
            ["title"] = Text("The status in words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            ["detail"] = Text("What is wrong, for people."),
            ["code"] = Text("Stable, snake_case: what programs look at."),
            ["traceId"] = Text("Finds the request in the logs."),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Messages by field, as a camelCase path.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text(null) },
            },
            ["declineCode"] = Text("Stripe's decline code, for card errors."),
        },
    };

    private static OpenApiSchema Text(string? description) => new() { Type = JsonSchemaType.String, Description = description };
}
