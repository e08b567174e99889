using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ClientForge.Billing.Api.OpenApi;

/// <summary>Says that texts and times are strings, which the generator cannot see through converters of our own.</summary>
internal sealed class TextSchemas : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (schema.Type is null && (type == typeof(string) || Nullable.GetUnderlyingType(type) == typeof(DateTimeOffset) || type == typeof(DateTimeOffset)))
            schema.Type = IsNullable(type, context) ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        return Task.CompletedTask;
    }

    private static bool IsNullable(Type type, OpenApiSchemaTransformerContext context) =>
        Nullable.GetUnderlyingType(type) is not null || context.JsonPropertyInfo is { IsGetNullable: true };
}
