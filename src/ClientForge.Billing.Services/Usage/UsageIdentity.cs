using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClientForge.Billing.Services.Usage;

/// <summary>What events are told apart by.</summary>
public static class UsageIdentity
{
    private const int HashedVersion = 8;

    /// <summary>
    /// A key that is a UUID in its usual form stands for itself. Of any other, the hash does, marked as version 8 of RFC 9562;
    /// a UUID of that version is hashed too, so that none can be made to meet a hash.
    /// </summary>
    public static Guid KeyId(string key) =>
        key.Length == 36 && Guid.TryParseExact(key, "D", out var id) && id.Version != HashedVersion && id.ToString("D", CultureInfo.InvariantCulture) == key
            ? id
            : Hashed(key);

    /// <summary>Stands for a property's value.</summary>
    public static Guid ValueId(string value) => Hashed(value);

    /// <summary>Stands for what an event says, its time and key left out; never zero.</summary>
    public static long Content(UsageEvent usage)
    {
        var text = new StringBuilder(64).Append(usage.Metric).Append('\0').Append(usage.Quantity);
        foreach (var (name, value) in usage.Properties ?? [])
            text.Append('\0').Append(name).Append('\0').Append(value);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash) | 1;
    }

    private static Guid Hashed(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | (HashedVersion << 4));
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
