using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Stripe;

/// <summary>Verifies and reads webhook deliveries (https://docs.stripe.com/webhooks#verify-manually).</summary>
public static class EventUtility
{
    public const int DefaultTimeTolerance = 300;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether an event of that API version can be read by this library: its release train is ours.</summary>
    public static bool IsCompatibleApiVersion(string eventApiVersion) => IsCompatibleApiVersion(StripeConfiguration.ApiVersion, eventApiVersion);

    /// <summary>The same for another version of the library. Of a preview train only the very same version fits.</summary>
    public static bool IsCompatibleApiVersion(string sdkApiVersion, string eventApiVersion)
    {
        var dot = eventApiVersion.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return false;
        var train = sdkApiVersion[sdkApiVersion.IndexOf('.', StringComparison.Ordinal)..];
        return train == ".preview" ? eventApiVersion == sdkApiVersion : eventApiVersion[dot..] == train;
    }

    /// <exception cref="StripeException">The event is of an incompatible API version.</exception>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="ArgumentException">The event is a thin one.</exception>
    public static Event ParseEvent(string json, bool throwOnApiVersionMismatch = true)
    {
        using (var document = JsonDocument.Parse(json))
        {
            if (document.RootElement.TryGetProperty("object", out var kind) && kind.ValueEquals("v2.core.event"))
                throw new ArgumentException("A thin event has no object to read; it is not one for this method.", nameof(json));
        }

        var stripeEvent = Event.FromJson(json);
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
        var items = stripeSignatureHeader.Split(',').Select(Item).ToLookup(item => item.Scheme, item => item.Value);
        var timestamp = items["t"].FirstOrDefault();
        var expected = Encoding.UTF8.GetBytes(Sign(secret, timestamp, json));
        if (!items["v1"].Any(signature => CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature))))
            throw new StripeException("The expected signature was not found in the Stripe-Signature header: wrong secret, or not from Stripe.");

        // A signed time is Stripe's own, so that anything but a number is no attack but a fault.
        var time = int.Parse(timestamp, CultureInfo.InvariantCulture);
        if (Math.Abs(utcNow - time) > tolerance)
            throw new StripeException("The webhook cannot be processed because its timestamp is outside of the allowed tolerance.");
    }

    /// <summary>Lower-case hexadecimal HMAC-SHA256 over <c>timestamp.payload</c>.</summary>
    /// <exception cref="EncoderFallbackException">A text is no valid Unicode.</exception>
    public static string ComputeSignature(string secret, string timestamp, string payload) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(StrictUtf8.GetBytes(secret), StrictUtf8.GetBytes($"{timestamp}.{payload}")));

    private static string Sign(string secret, string timestamp, string json)
    {
        try
        {
            return ComputeSignature(secret, timestamp, json);
        }
        catch (EncoderFallbackException e)
        {
            throw new StripeException("The webhook cannot be processed because its signature cannot be calculated safely.", e);
        }
    }

    private static (string Scheme, string Value) Item(string text) => text.Trim().Split('=', 2) is [var scheme, var value]
        ? (scheme, value)
        : throw new StripeException("The signature header format is unexpected.");
}
