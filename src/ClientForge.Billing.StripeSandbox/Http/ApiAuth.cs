using System.Text;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Http;

/// <summary>Checks the API key: Bearer, or Basic with the key as the user. Any test key opens the one account.</summary>
internal static class ApiAuth
{
    public static void RequireKey(string? authorization)
    {
        if (KeyOf(authorization) is not { Length: > 0 } key)
        {
            throw Refuse(
                "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth " +
                "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, " +
                "or we can help at https://support.stripe.com/.");
        }

        if (key.StartsWith("pk_", StringComparison.Ordinal))
        {
            throw Refuse(
                "This API call cannot be made with a publishable API key. Please use a secret API key. " +
                "You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.",
                "secret_key_required");
        }

        if (!key.StartsWith("sk_test_", StringComparison.Ordinal) && !key.StartsWith("rk_test_", StringComparison.Ordinal))
            throw Refuse($"Invalid API Key provided: {Mask(key)}");
    }

    private static StripeError Refuse(string message, string? code = null) => new(401, message) { Code = code, IsValidation = true };

    private static string? KeyOf(string? authorization)
    {
        if (authorization is null)
            return null;
        if (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return authorization[7..].Trim();
        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[authorization.Length];
        return Convert.TryFromBase64String(authorization[6..].Trim(), bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length).Split(':')[0]
            : null;
    }

    private static string Mask(string key)
    {
        var start = key.StartsWith("sk_", StringComparison.Ordinal) || key.StartsWith("rk_", StringComparison.Ordinal) ? Math.Min(8, key.Length) : 0;
        return key.Length - start <= 4 ? key[..start] + "****" : key[..start] + new string('*', Math.Min(20, key.Length - start - 4)) + key[^4..];
    }
}
