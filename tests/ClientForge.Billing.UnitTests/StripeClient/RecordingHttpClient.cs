using System.Net;
using Stripe;

namespace ClientForge.Billing.UnitTests.StripeNet;

/// <summary>Takes requests instead of sending them, and answers with the given bodies in turn; the last one stays.</summary>
internal sealed class RecordingHttpClient(params string[] answers) : IHttpClient
{
    private readonly List<(HttpMethod Method, string Target, string? Body)> _requests = [];

    public IReadOnlyList<(HttpMethod Method, string Target, string? Body)> Requests => _requests;

    public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

    public Stripe.StripeClient NewClient() => new("sk_test_1", httpClient: this, apiBase: "http://stripe.invalid");

    public async Task<StripeResponse> MakeRequestAsync(StripeRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        _requests.Add((request.Method, request.Uri.PathAndQuery, body));
        return new StripeResponse(Status, null, answers[Math.Min(_requests.Count, answers.Length) - 1]);
    }

    public Task<StripeStreamedResponse> MakeStreamingRequestAsync(StripeRequest request, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
