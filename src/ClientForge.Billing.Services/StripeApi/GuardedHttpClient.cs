using ClientForge.Billing.Data;
using Stripe;

namespace ClientForge.Billing.Services.StripeApi;

/// <summary>
/// Stands between the SDK and the network: a write that no stored intent stands behind, or any call inside a database
/// transaction, is a fault in this code base and never leaves.
/// </summary>
internal sealed class GuardedHttpClient(IHttpClient inner) : IHttpClient
{
    // Written as POST by Stripe, and without effect.
    private static readonly string[] Previews = ["/v1/invoices/create_preview", "/v1/credit_notes/preview"];

    public Task<StripeResponse> MakeRequestAsync(StripeRequest request, CancellationToken cancellationToken = default)
    {
        Check(request);
        return inner.MakeRequestAsync(request, cancellationToken);
    }

    public Task<StripeStreamedResponse> MakeStreamingRequestAsync(StripeRequest request, CancellationToken cancellationToken = default)
    {
        Check(request);
        return inner.MakeStreamingRequestAsync(request, cancellationToken);
    }

    private static void Check(StripeRequest request)
    {
        Database.EnsureNoOpenWork();
        if (request.Method == HttpMethod.Get || Previews.Contains(request.Uri.AbsolutePath))
            return;
        if (!request.StripeHeaders.TryGetValue("Idempotency-Key", out var key) || !key.StartsWith(IntentKey.Prefix, StringComparison.Ordinal))
            throw new InvalidOperationException($"{request.Method} {request.Uri.AbsolutePath} was about to be sent without a stored intent.");
    }
}
