using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace ClientForge.Billing.Services.Encryption;

/// <summary>Keys by their id; the active one encrypts.</summary>
public sealed partial class KeyRing
{
    private const int KeyBytes = 32;

    private readonly FrozenDictionary<string, byte[]> _keys;

    private KeyRing(string activeId, Dictionary<string, byte[]> keys)
    {
        ActiveId = activeId;
        _keys = keys.ToFrozenDictionary();
    }

    public string ActiveId { get; }

    /// <summary>Reads <c>id:base64,id2:base64</c>; the first key is the active one.</summary>
    /// <exception cref="FormatException">No key, a malformed or repeated id, or a key that is not 32 bytes or of one byte only. The message holds no key.</exception>
    public static KeyRing Parse(string text)
    {
        var entries = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (entries.Length == 0)
            throw new FormatException("no key is given; expected id:base64 of 32 random bytes, several separated by commas.");

        var keys = new Dictionary<string, byte[]>();
        foreach (var entry in entries)
        {
            var (id, key) = ParseEntry(entry);
            if (!keys.TryAdd(id, key))
                throw new FormatException($"the key id '{id}' is given twice.");
        }

        return new KeyRing(entries[0].Split(':')[0], keys);
    }

    /// <exception cref="KeyNotFoundException">The ring lacks that key.</exception>
    internal byte[] Get(string id) =>
        _keys.TryGetValue(id, out var key) ? key : throw new KeyNotFoundException($"The key ring has no key '{id}'.");

    private static (string Id, byte[] Key) ParseEntry(string entry)
    {
        var parts = entry.Split(':');
        if (parts.Length != 2 || !KeyId().IsMatch(parts[0]))
            throw new FormatException("an entry is not of the form id:base64 with an id of at most 32 letters, digits, '-' or '_'.");
        var key = new byte[KeyBytes];
        if (!Convert.TryFromBase64String(parts[1], key, out var length) || length != KeyBytes)
            throw new FormatException($"the key '{parts[0]}' is not base64 of {KeyBytes} bytes.");
        return key.AsSpan().IndexOfAnyExcept(key[0]) < 0
            ? throw new FormatException($"the key '{parts[0]}' is one byte repeated; make one with: openssl rand -base64 {KeyBytes}")
            : (parts[0], key);
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,32}$")]
    private static partial Regex KeyId();
}
