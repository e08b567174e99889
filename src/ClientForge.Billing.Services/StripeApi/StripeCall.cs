using System.Net;
using Stripe;

namespace ClientForge.Billing.Services.StripeApi;

/// <summary>A write to Stripe as it will go over the wire: method, path and canonical form body.</summary>
public sealed record StripeCall(string Method, string Path, string Body)
{
    /// <summary>
    /// Lets the SDK encode a call without sending it, so that what is stored, sent and resent is one and the same:
    /// <c>StripeCall.CaptureAsync(stripe => stripe.V1.Customers.CreateAsync(options))</c>.
    /// </summary>
    public static async Task<StripeCall> CaptureAsync(Func<StripeClient, Task> call)
    {
        var capture = new CapturingHttpClient();
        await call(new StripeClient(apiKey: "sk_test_capture", httpClient: capture, apiBase: "http://capture.invalid"));
        return capture.Call ?? throw new InvalidOperationException("The delegate made no call to Stripe.");
    }

    private sealed class CapturingHttpClient : IHttpClient
    {
        public StripeCall? Call { get; private set; }

        public async Task<StripeResponse> MakeRequestAsync(StripeRequest request, CancellationToken cancellationToken = default)
        {
            if (Call is not null)
                throw new InvalidOperationException("An intent is one call to Stripe, not several.");
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            Call = new StripeCall(request.Method.Method, request.Uri.PathAndQuery, body);
            using var response = new HttpResponseMessage(HttpStatusCode.OK);
            return new StripeResponse(HttpStatusCode.OK, response.Headers, "{}");
        }

        public Task<StripeStreamedResponse> MakeStreamingRequestAsync(StripeRequest request, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("A streamed call cannot be captured.");
    }
}
