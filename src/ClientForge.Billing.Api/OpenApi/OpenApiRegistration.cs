using Microsoft.OpenApi;

namespace ClientForge.Billing.Api.OpenApi;

public static class OpenApiRegistration
{
    private const string Document = "v1";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "ClientForge Billing",
                Version = Document,
                Description =
                    "Subscriptions, usage, invoices and payments of ClientForge's tenants. Money is an integer in the currency's minor unit; "
                    + "times are RFC 3339 in UTC; errors are problem details (RFC 9457) with a stable `code`.",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [CallerRules.Scheme] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    BearerFormat = "JWT",
                    Description = "Claims `sub`, `role` (billing_admin, member, ops, service) and, for a tenant's roles, `tenant_id`.",
                },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer<CallerRules>();
    });

    /// <summary>The document at <c>/openapi/v1.json</c> and its reader at <c>/docs</c>.</summary>
    public static void MapApiDescription(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.UseSwaggerUI(reader =>
        {
            reader.RoutePrefix = "docs";
            reader.DocumentTitle = "ClientForge Billing";
            reader.SwaggerEndpoint($"/openapi/{Document}.json", Document);
        });
    }
}
