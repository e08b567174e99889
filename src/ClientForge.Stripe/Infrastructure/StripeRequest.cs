using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Stripe;

/// <summary>A call as it is about to go over the wire.</summary>
public class StripeRequest
{
    private static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded") { CharSet = "utf-8" };

    private readonly string _content;

    internal StripeRequest(HttpMethod method, Uri uri, string apiKey, IDictionary<string, string> headers, string content)
    {
        Method = method;
        Uri = uri;
        AuthorizationHeader = new AuthenticationHeaderValue("Bearer", apiKey);
        StripeHeaders = headers;
        _content = content;
    }

    public HttpMethod Method { get; }

    public Uri Uri { get; }

    public AuthenticationHeaderValue AuthorizationHeader { get; }

    /// <summary>Stripe's own headers and the idempotency key.</summary>
    public IDictionary<string, string> StripeHeaders { get; }

    /// <summary>The body, a new one at each look, since a retry needs it again; null without a body.</summary>
    public HttpContent Content => _content is null ? null : new StringContent(_content, Encoding.UTF8, Form);

    public override string ToString() => $"<{typeof(StripeRequest).FullName} Method={Method} Uri={Uri}>";
}

public abstract class StripeResponseBase(HttpStatusCode statusCode, HttpResponseHeaders headers)
{
    public HttpStatusCode StatusCode { get; } = statusCode;

    public HttpResponseHeaders Headers { get; } = headers;

    public DateTimeOffset? Date => Headers?.Date;

    public string IdempotencyKey => Header("Idempotency-Key");

    public string RequestId => Header("Request-Id");

    public override string ToString() => $"<{GetType().FullName} status={(int)StatusCode} Request-Id={RequestId} Date={Date:s}>";

    internal string Header(string name) => Headers is { } headers && headers.TryGetValues(name, out var values) ? values.First() : null;
}

public class StripeResponse(HttpStatusCode statusCode, HttpResponseHeaders headers, string content) : StripeResponseBase(statusCode, headers)
{
    public string Content { get; } = content;
}

public class StripeStreamedResponse(HttpStatusCode statusCode, HttpResponseHeaders headers, Stream body) : StripeResponseBase(statusCode, headers)
{
    public Stream Body { get; } = body;
}

/// <summary>Carries requests: the seam for tests, recording and guards.</summary>
public interface IHttpClient
{
    Task<StripeResponse> MakeRequestAsync(StripeRequest request, CancellationToken cancellationToken = default);

    Task<StripeStreamedResponse> MakeStreamingRequestAsync(StripeRequest request, CancellationToken cancellationToken = default);
}
