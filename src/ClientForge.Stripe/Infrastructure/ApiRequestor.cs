using System.Net;
using System.Text.Json;

namespace Stripe.Infrastructure;

/// <summary>Sends calls and turns answers into entities or exceptions. Only status 200 is success.</summary>
internal sealed class ApiRequestor(StripeClientOptions options)
{
    public async Task<T> RequestAsync<T>(HttpMethod method, string path, BaseOptions parameters, RequestOptions requestOptions, CancellationToken cancellationToken)
        where T : IStripeEntity
    {
        var encoded = FormEncoder.Encode(parameters);
        var isPost = method == HttpMethod.Post;
        var query = isPost || encoded.Length == 0 ? "" : $"?{encoded}";
        var response = await SendAsync(method, options.ApiBase + path + query, isPost ? encoded : null, requestOptions, cancellationToken).ConfigureAwait(false);
        var entity = Parse<T>(response);
        entity.StripeResponse = response;
        return entity;
    }

    public Task<StripeResponse> RawRequestAsync(HttpMethod method, string path, string content, RawRequestOptions requestOptions, CancellationToken cancellationToken) =>
        SendAsync(method, (requestOptions?.BaseUrl ?? options.ApiBase) + path, method == HttpMethod.Post ? content ?? "" : null, requestOptions, cancellationToken);

    private static T Parse<T>(StripeResponse response)
    {
        try
        {
            return EntityReader.Read<T>(response.Content);
        }
        catch (JsonException e)
        {
            throw new StripeException($"Invalid response object from API: \"{response.Content}\"", e) { HttpStatusCode = response.StatusCode, StripeResponse = response };
        }
    }

    private static StripeException Failure(StripeResponse response)
    {
        var error = ReadError(response.Content);
        return error is null
            ? new StripeException($"Invalid response object from API: \"{response.Content}\"") { HttpStatusCode = response.StatusCode, StripeResponse = response }
            : new StripeException(response.StatusCode, error, error.Message ?? error.ErrorDescription) { StripeResponse = response };
    }

    // OAuth answers have "error" as a word, with its description beside it.
    private static StripeError ReadError(string content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            if (!document.RootElement.TryGetProperty("error", out var error))
                return null;
            return error.ValueKind == JsonValueKind.String
                ? EntityReader.Read<StripeError>(content)
                : EntityReader.Read<StripeError>(error.GetRawText());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<StripeResponse> SendAsync(HttpMethod method, string url, string content, RequestOptions requestOptions, CancellationToken cancellationToken)
    {
        var key = requestOptions?.ApiKey ?? options.ApiKey
            ?? throw new StripeException("No API key provided. Set it in the options of the client or of the request.");
        var request = new StripeRequest(method, new Uri(url), key, Headers(method, requestOptions), content);
        var response = await options.HttpClient.MakeRequestAsync(request, cancellationToken).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.OK ? response : throw Failure(response);
    }

    private Dictionary<string, string> Headers(HttpMethod method, RequestOptions requestOptions)
    {
        var headers = new Dictionary<string, string> { ["Stripe-Version"] = StripeConfiguration.ApiVersion };
        Put(headers, "Stripe-Account", requestOptions?.StripeAccount ?? options.StripeAccount);
        Put(headers, "Stripe-Context", requestOptions?.StripeContext ?? options.StripeContext);
        Put(headers, "Stripe-Request-Trigger", requestOptions?.StripeRequestTrigger);
        Put(headers, "Idempotency-Key", requestOptions?.IdempotencyKey ?? (method == HttpMethod.Post ? RandomKey() : null));
        foreach (var (name, value) in (requestOptions as RawRequestOptions)?.AdditionalHeaders ?? [])
            headers[name] = value;
        return headers;
    }

    private static void Put(Dictionary<string, string> headers, string name, string value)
    {
        if (value is not null)
            headers[name] = value;
    }

    // The official library gives every POST a random key; whoever must survive a crash passes a key of its own.
    private static string RandomKey() => new Guid(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)).ToString();
}
