using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClientForge.Billing.IntegrationTests.Webhooks;

/// <summary>Deliveries as Stripe signs them.</summary>
internal static class SignedEvent
{
    public static byte[] Invoice(string eventId, string invoiceId, string type = "invoice.paid", string version = "2026-07-29.dahlia") => Encoding.UTF8.GetBytes(
        $$"""{"id":"{{eventId}}","object":"event","type":"{{type}}","api_version":"{{version}}","created":1772359200,"data":{"object":{"object":"invoice","id":"{{invoiceId}}","customer":"cus_1"} } }""");

    public static string Header(byte[] body, string secret, DateTimeOffset at) => Header(body, secret, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    public static string Header(byte[] body, string secret, string time) => $"t={time},v1={Signature(body, secret, time)}";

    public static string Signature(byte[] body, string secret, string time)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(time + "."), .. body];
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }
}
