using ClientForge.Billing.Api.Usage;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ClientForge.Billing.Api.OpenApi;

/// <summary>Says what texts, times and loosely read values are, which the generator cannot see through converters of our own.</summary>
internal sealed class TextSchemas : IOpenApiSchemaTransformer
{
    private static readonly Dictionary<Type, JsonSchemaType> LooseTypes = new()
    {
        [typeof(LooseText)] = JsonSchemaType.String,
        [typeof(LooseWhole)] = JsonSchemaType.Integer,
        [typeof(LooseTime)] = JsonSchemaType.String,
        [typeof(LooseProperties)] = JsonSchemaType.Object,
    };

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (schema.Type is null && (type == typeof(string) || Nullable.GetUnderlyingType(type) == typeof(DateTimeOffset) || type == typeof(DateTimeOffset)))
            schema.Type = IsNullable(type, context) ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        else if (LooseTypes.TryGetValue(type, out var loose))
            schema.Type = loose | JsonSchemaType.Null;
        return Task.CompletedTask;
    }

    private static bool IsNullable(Type type, OpenApiSchemaTransformerContext context) =>
        Nullable.GetUnderlyingType(type) is not null || context.JsonPropertyInfo is { IsGetNullable: true };
}
