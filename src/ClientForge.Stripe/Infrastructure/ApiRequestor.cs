using System.Net;
using System.Text.Json;

namespace Stripe.Infrastructure;

/// <summary>Sends calls and turns answers into entities or exceptions. Only status 200 is success.</summary>
internal sealed class ApiRequestor(StripeClientOptions options)
{
    private static readonly string[] Usage = ["stripe_client"];
    private static readonly string[] RawUsage = ["stripe_client", "raw_request"];

    public async Task<T> RequestAsync<T>(HttpMethod method, string path, BaseOptions parameters, RequestOptions requestOptions, CancellationToken cancellationToken)
        where T : IStripeEntity
    {
        var response = await options.HttpClient.MakeRequestAsync(Request(method, path, parameters, requestOptions), cancellationToken).ConfigureAwait(false);
        var entity = Parse<T>(EnsureSuccess(response));
        entity.StripeResponse = response;
        return entity;
    }

    public async Task<Stream> RequestStreamingAsync(HttpMethod method, string path, BaseOptions parameters, RequestOptions requestOptions, CancellationToken cancellationToken)
    {
        var response = await options.HttpClient.MakeStreamingRequestAsync(Request(method, path, parameters, requestOptions), cancellationToken).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.OK
            ? response.Body
            : throw Failure(await response.ToStripeResponseAsync().ConfigureAwait(false));
    }

    public async Task<StripeResponse> RawRequestAsync(HttpMethod method, string path, string content, RawRequestOptions requestOptions, CancellationToken cancellationToken)
    {
        if (method != HttpMethod.Post && content is not null)
            throw new InvalidOperationException("Only a POST has content.");
        var url = (requestOptions?.BaseUrl ?? options.ApiBase) + path;
        var request = new StripeRequest(method, url, content ?? "", requestOptions, options) { Usage = RawUsage };
        return EnsureSuccess(await options.HttpClient.MakeRequestAsync(request, cancellationToken).ConfigureAwait(false));
    }

    private StripeRequest Request(HttpMethod method, string path, BaseOptions parameters, RequestOptions requestOptions) =>
        new(method, options.ApiBase + path, FormEncoder.Encode(parameters), requestOptions, options) { Usage = Usage };

    private static StripeResponse EnsureSuccess(StripeResponse response) =>
        response.StatusCode == HttpStatusCode.OK ? response : throw Failure(response);

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
        if (error is null)
            return new StripeException($"Invalid response object from API: \"{response.Content}\"") { HttpStatusCode = response.StatusCode, StripeResponse = response };
        error.StripeResponse = response;
        return new StripeException(response.StatusCode, error, error.Message ?? error.ErrorDescription) { StripeResponse = response };
    }

    // OAuth answers have "error" as a word, with its description beside it.
    private static StripeError ReadError(string content)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(content);
        }
        catch (JsonException)
        {
            return null;
        }

        using (document)
        {
            if (!document.RootElement.TryGetProperty("error", out var error))
                return null;
            return EntityReader.Read<StripeError>(error.ValueKind == JsonValueKind.String ? content : error.GetRawText());
        }
    }
}
