using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClientForge.Billing.Api.Auth;

/// <summary>Set where the caller gave an <c>Idempotency-Key</c>: the same key of the same caller is the same operation.</summary>
public sealed record OperationKeyFeature(string Key)
{
    /// <param name="scope">Whose key it is.</param>
    /// <param name="key">The key as it was given.</param>
    /// <param name="firstUse">Tells a key that was used again after its expiry from its earlier self.</param>
    public static OperationKeyFeature Of(string scope, string key, DateTimeOffset firstUse)
    {
        var identity = string.Create(CultureInfo.InvariantCulture, $"{scope}\n{key}\n{firstUse.UtcTicks}");
        return new OperationKeyFeature(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 16)));
    }
}
