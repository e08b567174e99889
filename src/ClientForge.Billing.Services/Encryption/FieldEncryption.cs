using System.Security.Cryptography;
using System.Text;

namespace ClientForge.Billing.Services.Encryption;

/// <summary>Where an encrypted value lives. It decrypts nowhere else.</summary>
public sealed record FieldAddress(Guid TenantId, string Table, string Column, Guid RowId)
{
    internal byte[] ToBytes() => Encoding.UTF8.GetBytes($"{TenantId:D}|{Table}|{Column}|{RowId:D}");
}

/// <summary>A stored value was changed, or taken from another row, column or tenant, or its key is wrong.</summary>
public sealed class FieldTamperedException(FieldAddress address, Exception? inner = null)
    : Exception($"The encrypted value of {address.Table}.{address.Column} in row {address.RowId} cannot be authenticated.", inner);

/// <summary>
/// Encrypts single columns with AES-256-GCM: a random 96-bit nonce for each value, the key's id beside it, and the value's
/// address as associated data, so that a ciphertext that was moved to another row does not decrypt.
/// </summary>
/// <remarks>Stored form: <c>v1.{key id}.{base64 of nonce, ciphertext and tag}</c>.</remarks>
public sealed class FieldEncryption(KeyRing keys)
{
    private const string Version = "v1";
    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    public string Encrypt(string plaintext, FieldAddress address)
    {
        var plain = Encoding.UTF8.GetBytes(plaintext);
        var sealedBytes = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keys.Get(keys.ActiveId), TagBytes);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceBytes, plain.Length), sealedBytes.AsSpan(NonceBytes + plain.Length), address.ToBytes());
        return $"{ActivePrefix}{Convert.ToBase64String(sealedBytes)}";
    }

    /// <exception cref="FieldTamperedException">The value does not belong at that address, or was changed.</exception>
    /// <exception cref="KeyNotFoundException">Its key is no longer in the ring.</exception>
    public string Decrypt(string stored, FieldAddress address)
    {
        var (keyId, sealedBytes) = Split(stored, address);
        var cipherLength = sealedBytes.Length - NonceBytes - TagBytes;
        if (cipherLength < 0)
            throw new FieldTamperedException(address);
        var plain = new byte[cipherLength];
        try
        {
            using var aes = new AesGcm(keys.Get(keyId), TagBytes);
            aes.Decrypt(
                sealedBytes.AsSpan(0, NonceBytes),
                sealedBytes.AsSpan(NonceBytes, cipherLength),
                sealedBytes.AsSpan(NonceBytes + cipherLength),
                plain,
                address.ToBytes());
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new FieldTamperedException(address, e);
        }

        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>What every value begins with that the active key encrypted.</summary>
    public string ActivePrefix => $"{Version}.{keys.ActiveId}.";

    /// <summary>Whether the value was encrypted with a key that is no longer the active one.</summary>
    public bool IsOutdated(string stored) => !stored.StartsWith(ActivePrefix, StringComparison.Ordinal);

    private static (string KeyId, byte[] Sealed) Split(string stored, FieldAddress address)
    {
        if (stored.Split('.') is not [Version, var keyId, var payload])
            throw new FieldTamperedException(address);
        try
        {
            return (keyId, Convert.FromBase64String(payload));
        }
        catch (FormatException e)
        {
            throw new FieldTamperedException(address, e);
        }
    }
}
