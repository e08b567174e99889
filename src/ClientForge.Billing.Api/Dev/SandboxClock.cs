using System.Net;
using System.Text.Json;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.StripeApi;
using Microsoft.Extensions.Options;

namespace ClientForge.Billing.Api.Dev;

/// <summary>Where the sandbox's clock stands, and when it will next have something to do.</summary>
public sealed record SandboxTime(DateTimeOffset Now, DateTimeOffset? NextDueAt);

/// <summary>The Stripe sandbox's clock. Real Stripe has none, and then there is nothing to move.</summary>
public sealed class SandboxClock(HttpClient http, IOptions<StripeOptions> options)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Uri? _address = Uri.TryCreate(options.Value.ApiBase, UriKind.Absolute, out var address) && address.IsLoopback
        ? new Uri(address, "/_sandbox/clock")
        : null;

    /// <returns>Null when no sandbox stands behind Stripe's address.</returns>
    public Task<SandboxTime?> ReadAsync(CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, null, cancellationToken);

    /// <summary>
    /// Moves the sandbox ahead; it answers when everything due on the way has happened and its webhooks were delivered.
    /// A time that its clock has passed already only runs what is due.
    /// </summary>
    public async Task<SandboxTime?> MoveAsync(DateTimeOffset to, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(HttpMethod.Post, new { to }, cancellationToken);
        }
        catch (PastException)
        {
            return await SendAsync(HttpMethod.Post, new { seconds = 0 }, cancellationToken);
        }
    }

    /// <exception cref="BillingException">502 <c>sandbox_unavailable</c>: the two clocks would part.</exception>
    private async Task<SandboxTime?> SendAsync(HttpMethod method, object? body, CancellationToken cancellationToken)
    {
        if (_address is null)
            return null;
        try
        {
            using var request = new HttpRequestMessage(method, _address) { Content = body is null ? null : JsonContent.Create(body) };
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return null;
            if (response.StatusCode == HttpStatusCode.BadRequest)
                throw new PastException();
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<SandboxTime>(Json, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw BillingException.Upstream("sandbox_unavailable", $"The Stripe sandbox did not answer ({e.StatusCode?.ToString() ?? "no connection"}); the clock stays where it is.");
        }
    }

    /// <summary>The sandbox's clock ticks too, and has passed the moment that was aimed at.</summary>
    private sealed class PastException : Exception;
}
