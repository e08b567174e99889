using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClientForge.Billing.StripeSandbox.Webhooks;

/// <summary>The header <c>Stripe-Signature</c>: HMAC-SHA256 of time and body, keyed by the whole secret.</summary>
internal static class WebhookSignature
{
    public static string Header(string secret, long timestamp, byte[] body) => string.Create(
        CultureInfo.InvariantCulture, $"t={timestamp},v1={Compute(secret, timestamp, body)}");

    public static string Compute(string secret, long timestamp, byte[] body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp.ToString(CultureInfo.InvariantCulture) + "."));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
