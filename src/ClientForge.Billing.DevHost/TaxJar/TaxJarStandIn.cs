using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClientForge.Billing.DevHost.TaxJar;

/// <summary>
/// Stands where TaxJar's SmartCalcs API v2 stands, with its JSON shapes and error bodies, for the one route the
/// engine calls: <c>POST /v2/taxes</c> (https://developers.taxjar.com/api/reference/#post-calculate-sales-tax-for-an-order).
/// </summary>
public static class TaxJarStandIn
{
    /// <param name="address">The interface to listen on.</param>
    /// <param name="port">0: any free port.</param>
    /// <param name="apiKey">The one token that is let in.</param>
    public static WebApplication Build(IPAddress address, int port, string apiKey)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(address, port));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
        var app = builder.Build();
        app.MapGet("/", () => "TaxJar stand-in: POST /v2/taxes");
        app.MapPost("/v2/taxes", (HttpRequest request, CancellationToken cancellation) =>
            request.Headers.Authorization is [var header] && header == $"Bearer {apiKey}"
                ? AnswerAsync(request, cancellation)
                : Task.FromResult<IResult>(Refuse(HttpStatusCode.Unauthorized, "Unauthorized", "Not authorized for route 'POST /v2/taxes'")));
        return app;
    }

    private static async Task<IResult> AnswerAsync(HttpRequest http, CancellationToken cancellation)
    {
        TaxRequest? request;
        try
        {
            request = await http.ReadFromJsonAsync<TaxRequest>(cancellation);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Refuse(HttpStatusCode.NotAcceptable, "Not Acceptable", "The request body is no valid JSON object");
        }
        return request is null
            ? Refuse(HttpStatusCode.NotAcceptable, "Not Acceptable", "The request body is no valid JSON object")
            : Problem(request) is { } problem ? problem : TypedResults.Ok(new TaxAnswer(TaxCalculation.Calculate(request)));
    }

    private static JsonHttpResult<TaxError>? Problem(TaxRequest request)
    {
        var country = request.ToCountry?.ToUpperInvariant();
        var state = request.ToState?.ToUpperInvariant();
        return (country, state) switch
        {
            (null or "", _) => BadRequest("No to country, required"),
            ({ Length: not 2 }, _) => BadRequest($"to_country {request.ToCountry} is no two-letter ISO code"),
            ("US", _) when string.IsNullOrEmpty(request.ToZip) => BadRequest("No to zip, required when country is US"),
            ("US" or "CA", null or "") => BadRequest($"No to state, required when country is {country}"),
            ("US" or "CA", _) when !TaxRates.IsStateOf(country, state) => BadRequest($"to_state {request.ToState} is not a state of {country}"),
            _ when request.Amount is null && request.LineItems.Count == 0 => BadRequest("No amount or line items, one is required"),
            _ when request.Shipping is null => BadRequest("No shipping, required"),
            _ => null,
        };
    }

    private static JsonHttpResult<TaxError> BadRequest(string detail) => Refuse(HttpStatusCode.BadRequest, "Bad Request", detail);

    private static JsonHttpResult<TaxError> Refuse(HttpStatusCode status, string error, string detail) =>
        TypedResults.Json(new TaxError((int)status, error, detail), statusCode: (int)status);
}
