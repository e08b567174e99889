using System.Globalization;
using System.Net.Mime;
using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Errors;
using ClientForge.Billing.Api.Idempotency;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ClientForge.Billing.Api.OpenApi;

/// <summary>
/// Adds to each operation what the host does around every action: the token it needs, its roles, the headers it takes, and
/// the problems that any request may be answered with.
/// </summary>
internal sealed class CallerRules : IOpenApiOperationTransformer
{
    public const string Scheme = "bearer";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var policies = metadata.OfType<IAllowAnonymous>().Any() ? [] : metadata.OfType<IAuthorizeData>().Select(data => data.Policy).OfType<string>().ToArray();
        operation.Responses ??= [];
        foreach (var (status, response) in operation.Responses)
            DescribeContent(status, response, context.Document);
        AddProblem(operation, context, StatusCodes.Status400BadRequest, "The request cannot be read, or holds an unknown field.");
        if (operation.RequestBody is not null)
            AddProblem(operation, context, StatusCodes.Status422UnprocessableEntity, "The request is understood and refused; errors names its fields.");
        if (policies.Length == 0)
            return Task.CompletedTask;

        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
        operation.Description = $"{operation.Description}\n\nRoles: {string.Join(", ", policies.SelectMany(policy => Policies.RolesByPolicy[policy]).Distinct())}.".Trim();
        AddProblem(operation, context, StatusCodes.Status401Unauthorized, "The bearer token is missing or not valid.");
        AddProblem(operation, context, StatusCodes.Status403Forbidden, "The token's role does not allow this.");
        if (!policies.Contains(Policies.Ops))
            AddProblem(operation, context, StatusCodes.Status429TooManyRequests, "Too many requests of this tenant; Retry-After says when to come back.");
        AddProblem(operation, context, StatusCodes.Status503ServiceUnavailable, "Not now; Retry-After says when to come back.");
        AddHeaders(operation, context.Description.HttpMethod, policies);
        return Task.CompletedTask;
    }

    /// <summary>Every error is a problem, and a file is a file rather than the type that carries it here.</summary>
    private static void DescribeContent(string status, IOpenApiResponse response, OpenApiDocument? document)
    {
        if (response is not OpenApiResponse { Content: { Count: > 0 } content } described)
            return;
        if (int.Parse(status, CultureInfo.InvariantCulture) >= StatusCodes.Status400BadRequest)
            described.Content = ProblemContent(document);
        else if (content.TryGetValue(MediaTypeNames.Application.Pdf, out var pdf))
            described.Content = new Dictionary<string, OpenApiMediaType> { [MediaTypeNames.Application.Pdf] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } } };
    }

    private static Dictionary<string, OpenApiMediaType> ProblemContent(OpenApiDocument? document) => new()
    {
        [Problems.ContentType] = new() { Schema = new OpenApiSchemaReference(DocumentRules.Problem, document) },
    };

    private static void AddProblem(OpenApiOperation operation, OpenApiOperationTransformerContext context, int status, string description) =>
        operation.Responses!.TryAdd(
            status.ToString(CultureInfo.InvariantCulture),
            new OpenApiResponse { Description = description, Content = ProblemContent(context.Document) });

    private static void AddHeaders(OpenApiOperation operation, string? method, string[] policies)
    {
        operation.Parameters ??= [];
        if (method is not ("GET" or "HEAD"))
        {
            operation.Parameters.Add(Header(
                IdempotencyMiddleware.KeyHeader, "The same key and body give the first answer again for 24 hours, with the header Idempotent-Replayed."));
        }

        if (policies.Any(policy => Policies.RolesByPolicy[policy].Contains(Roles.Service)))
            operation.Parameters.Add(Header(CurrentRequest.TenantHeader, "For the role service: the tenant's UUID."));
    }

    private static OpenApiParameter Header(string name, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
