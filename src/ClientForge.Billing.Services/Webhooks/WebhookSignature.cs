using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.StripeApi;
using Microsoft.Extensions.Options;
using Stripe;

namespace ClientForge.Billing.Services.Webhooks;

/// <summary>Verifies Stripe's signature against every configured secret, so that one can be rotated without losing an event.</summary>
/// <remarks>https://docs.stripe.com/webhooks#verify-manually and #roll-endpoint-secrets.</remarks>
public sealed class WebhookSignature(IOptionsMonitor<StripeOptions> options, TimeProvider time)
{
    /// <summary>Seconds that the signature's time may be off, either way.</summary>
    public const long Tolerance = 300;

    /// <param name="payload">The body exactly as it came.</param>
    /// <param name="header">The header <c>Stripe-Signature</c>.</param>
    /// <exception cref="BillingException">
    /// 400 <c>webhook_signature_invalid</c>; 400 <c>webhook_timestamp_invalid</c> when the signature is genuine and too old or
    /// from the future.
    /// </exception>
    public void Verify(string payload, string? header)
    {
        var secret = string.IsNullOrWhiteSpace(header) ? null : Secrets().FirstOrDefault(candidate => IsGenuine(payload, header, candidate, long.MaxValue));
        if (secret is null)
            throw BillingException.Malformed("webhook_signature_invalid", "The signature does not belong to this body.");
        if (!IsGenuine(payload, header!, secret, Tolerance))
            throw BillingException.Malformed("webhook_timestamp_invalid", "The signature's time is outside the tolerance of five minutes.");
    }

    private string[] Secrets() =>
        options.CurrentValue.WebhookSecret.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private bool IsGenuine(string payload, string header, string secret, long tolerance)
    {
        try
        {
            EventUtility.ValidateSignature(payload, header, secret, tolerance, time.GetUtcNow().ToUnixTimeSeconds());
            return true;
        }
        catch (Exception e) when (e is StripeException or FormatException or OverflowException or ArgumentException or InvalidOperationException
            or NullReferenceException or IndexOutOfRangeException or KeyNotFoundException)
        {
            // The SDK parses the header as it comes, and a hostile header breaks it in more ways than its own exception.
            return false;
        }
    }
}
