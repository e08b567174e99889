namespace ClientForge.Billing.Api.OpenApi;

public static class OpenApiRegistration
{
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi(DocumentRules.Version, options =>
    {
        options.AddSchemaTransformer<TextSchemas>();
        options.AddOperationTransformer<CallerRules>();
        options.AddDocumentTransformer<DocumentRules>();
    });

    /// <summary>The document at <c>/openapi/v1.json</c> and its reader at <c>/docs</c>.</summary>
    public static void MapApiDescription(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.UseSwaggerUI(reader =>
        {
            reader.RoutePrefix = "docs";
            reader.DocumentTitle = "ClientForge Billing";
            reader.SwaggerEndpoint($"/openapi/{DocumentRules.Version}.json", DocumentRules.Version);
        });
    }
}
