using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>A call as it is about to go over the wire.</summary>
public class StripeRequest
{
    private static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded") { CharSet = "utf-8" };

    private readonly string _form;

    /// <exception cref="StripeException">Neither the client nor the request has an API key.</exception>
    public StripeRequest(IStripeClient client, HttpMethod method, string path, BaseOptions options, RequestOptions requestOptions)
        : this(method, client.ApiBase + path, FormEncoder.Encode(options), requestOptions, new StripeClientOptions { ApiKey = client.ApiKey })
    {
    }

    internal StripeRequest(HttpMethod method, string url, string form, RequestOptions requestOptions, StripeClientOptions clientOptions)
    {
        var isPost = method == HttpMethod.Post;
        var key = FirstFilled(requestOptions?.ApiKey, clientOptions.ApiKey)
            ?? throw new StripeException("No API key provided. Set it in the options of the client or of the request.");
        Method = method;
        Uri = new Uri(isPost || form.Length == 0 ? url : $"{url}?{form}");
        AuthorizationHeader = new AuthenticationHeaderValue("Bearer", key);
        StripeHeaders = Headers(isPost, requestOptions, clientOptions);
        _form = isPost ? form : null;
    }

    public HttpMethod Method { get; }

    public Uri Uri { get; }

    public AuthenticationHeaderValue AuthorizationHeader { get; }

    /// <summary>Stripe's own headers and the idempotency key.</summary>
    public IDictionary<string, string> StripeHeaders { get; }

    /// <summary>The body, a new one at each look, since a retry needs it again; null for anything but a POST.</summary>
    public HttpContent Content => _form is null ? null : new StringContent(_form, Encoding.UTF8, Form);

    /// <summary>How the call was made, for Stripe's statistics; null where it is not known.</summary>
    internal IReadOnlyList<string> Usage { get; init; }

    public override string ToString() => $"<{typeof(StripeRequest).FullName} Method={Method} Uri={Uri}>";

    private static Dictionary<string, string> Headers(bool isPost, RequestOptions requestOptions, StripeClientOptions clientOptions)
    {
        var headers = new Dictionary<string, string> { ["Stripe-Version"] = StripeConfiguration.ApiVersion };
        Put("Stripe-Account", FirstFilled(requestOptions?.StripeAccount, clientOptions.StripeAccount));
        // An empty context of the request takes the client's away.
        Put("Stripe-Context", requestOptions?.StripeContext ?? clientOptions.StripeContext);
        Put("Stripe-Request-Trigger", requestOptions?.StripeRequestTrigger);
        Put("Idempotency-Key", FirstFilled(requestOptions?.IdempotencyKey, isPost ? RandomKey() : null));
        foreach (var (name, value) in (requestOptions as RawRequestOptions)?.AdditionalHeaders ?? [])
            headers[name] = value;
        return headers;

        void Put(string name, string value)
        {
            if (!string.IsNullOrEmpty(value))
                headers[name] = value;
        }
    }

    private static string FirstFilled(string first, string second) => string.IsNullOrEmpty(first) ? second : first;

    // The official library gives every POST a random key; whoever must survive a crash passes a key of its own.
    private static string RandomKey() => new Guid(RandomNumberGenerator.GetBytes(16)).ToString();
}
