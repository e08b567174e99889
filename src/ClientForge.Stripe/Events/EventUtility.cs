using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Stripe;

/// <summary>Verifies and reads webhook deliveries (https://docs.stripe.com/webhooks#verify-manually).</summary>
public static class EventUtility
{
    private const long DefaultTimeTolerance = 300;

    /// <summary>Whether an event of that API version can be read by this library: its release train is ours.</summary>
    public static bool IsCompatibleApiVersion(string eventApiVersion)
    {
        var train = eventApiVersion.IndexOf('.', StringComparison.Ordinal);
        var ours = StripeConfiguration.ApiVersion;
        return train >= 0 && eventApiVersion[train..] == ours[ours.IndexOf('.', StringComparison.Ordinal)..];
    }

    /// <exception cref="StripeException">The event is of an incompatible API version.</exception>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="ArgumentException">The event is a thin one.</exception>
    public static Event ParseEvent(string json, bool throwOnApiVersionMismatch = true)
    {
        var stripeEvent = Event.FromJson(json);
        if (stripeEvent.Object == "v2.core.event")
            throw new ArgumentException("A thin event has no object to read; it is not one for this method.", nameof(json));
        if (throwOnApiVersionMismatch && !IsCompatibleApiVersion(stripeEvent.ApiVersion))
            throw new StripeException($"Received event with API version {stripeEvent.ApiVersion}, but this library expects {StripeConfiguration.ApiVersion}.");
        return stripeEvent;
    }

    /// <param name="json">The body as it was received, to the byte.</param>
    /// <param name="stripeSignatureHeader">The header <c>Stripe-Signature</c>.</param>
    /// <param name="secret">The endpoint's whole secret, <c>whsec_</c> included.</param>
    /// <param name="tolerance">Seconds that the signature's time may differ from now, in either direction.</param>
    /// <param name="throwOnApiVersionMismatch">Whether an event of another release train is refused.</param>
    /// <exception cref="StripeException">The signature is missing, wrong or out of time, or the version does not fit.</exception>
#pragma warning disable RS0030 // The overload with utcNow is the one to use; this one is the official library's.
    public static Event ConstructEvent(string json, string stripeSignatureHeader, string secret, long tolerance = DefaultTimeTolerance, bool throwOnApiVersionMismatch = true) =>
        ConstructEvent(json, stripeSignatureHeader, secret, tolerance, DateTimeOffset.UtcNow.ToUnixTimeSeconds(), throwOnApiVersionMismatch);
#pragma warning restore RS0030

    /// <summary>The same at a given time, <paramref name="utcNow"/> in unix seconds.</summary>
    /// <inheritdoc cref="ConstructEvent(string, string, string, long, bool)" path="/exception"/>
    public static Event ConstructEvent(string json, string stripeSignatureHeader, string secret, long tolerance, long utcNow, bool throwOnApiVersionMismatch = true)
    {
        ValidateSignature(json, stripeSignatureHeader, secret, tolerance, utcNow);
        return ParseEvent(json, throwOnApiVersionMismatch);
    }

#pragma warning disable RS0030
    /// <inheritdoc cref="ConstructEvent(string, string, string, long, bool)"/>
    public static void ValidateSignature(string json, string stripeSignatureHeader, string secret, long tolerance = DefaultTimeTolerance) =>
        ValidateSignature(json, stripeSignatureHeader, secret, tolerance, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
#pragma warning restore RS0030

    /// <inheritdoc cref="ConstructEvent(string, string, string, long, long, bool)"/>
    public static void ValidateSignature(string json, string stripeSignatureHeader, string secret, long tolerance, long utcNow)
    {
        var items = stripeSignatureHeader.Split(',').Select(item => item.Split('=', 2)).Where(pair => pair.Length == 2).ToLookup(pair => pair[0].Trim(), pair => pair[1].Trim());
        var timestamp = items["t"].FirstOrDefault() ?? throw Refused("The signature header format is unexpected: no timestamp.");
        var time = int.Parse(timestamp, CultureInfo.InvariantCulture);
        if (!items["v1"].Any())
            throw Refused("The signature header format is unexpected: no v1 signature.");

        var expected = Encoding.UTF8.GetBytes(ComputeSignature(secret, timestamp, json));
        if (!items["v1"].Any(signature => CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature))))
            throw Refused("The expected signature was not found in the Stripe-Signature header.");
        if (Math.Abs(utcNow - time) > tolerance)
            throw Refused("The webhook cannot be processed because its timestamp is outside of the allowed tolerance.");
    }

    /// <summary>Lower-case hexadecimal HMAC-SHA256 over <c>timestamp.payload</c>.</summary>
    public static string ComputeSignature(string secret, string timestamp, string payload) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{payload}")));

    private static StripeException Refused(string message) => new(message);
}
