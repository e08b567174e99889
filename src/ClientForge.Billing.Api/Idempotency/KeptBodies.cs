using System.Security.Cryptography;
using System.Text;
using ClientForge.Billing.Services.Encryption;

namespace ClientForge.Billing.Api.Idempotency;

/// <summary>
/// The bodies of kept answers, encrypted: one may hold the client secret of a payment, which is stored nowhere in clear. Bound to
/// the key they were given for, so that no answer can be moved to another caller's.
/// </summary>
public sealed class KeptBodies(FieldEncryption encryption)
{
    private const int GuidBytes = 16;

    public byte[] Seal(byte[] body, string scope, string key) =>
        Encoding.ASCII.GetBytes(encryption.Encrypt(Convert.ToBase64String(body), Address(scope, key)));

    /// <exception cref="FieldTamperedException">The body was changed, or kept for another key.</exception>
    public byte[] Open(byte[] stored, string scope, string key) =>
        Convert.FromBase64String(encryption.Decrypt(Encoding.ASCII.GetString(stored), Address(scope, key)));

    private static FieldAddress Address(string scope, string key) => new(
        Guid.Empty, "api_idempotency", "body", new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{scope}\n{key}")).AsSpan(0, GuidBytes)));
}
