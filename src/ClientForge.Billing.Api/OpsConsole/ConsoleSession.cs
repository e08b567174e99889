using System.Security.Cryptography;
using System.Text;

namespace ClientForge.Billing.Api.OpsConsole;

/// <summary>
/// The console's session: the operator's own token in a cookie that scripts cannot read and other sites cannot send. Forms
/// carry a value that only who knows the token can make, so they work on every replica without shared keys.
/// </summary>
public static class ConsoleSession
{
    public const string Root = "/ops";
    public const string SignInPath = "/ops/sign-in";
    public const string FormField = "formToken";

    private const string CookieName = "ops_token";

    public static bool IsConsole(HttpRequest request) => request.Path.StartsWithSegments(Root);

    /// <summary>The token of the session; null when there is none.</summary>
    public static string? Token(HttpRequest request) => request.Cookies[CookieName] is { Length: > 0 } token ? token : null;

    public static void Begin(HttpContext context, string token) => context.Response.Cookies.Append(CookieName, token, Options(context));

    public static void End(HttpContext context) => context.Response.Cookies.Delete(CookieName, Options(context));

    /// <summary>What the session's forms carry.</summary>
    public static string FormToken(HttpRequest request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"ops-form\n{Token(request)}")));

    /// <summary>Whether a posted form came from a page of this session.</summary>
    public static bool IsOwnForm(HttpRequest request) =>
        Token(request) is not null &&
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Form[FormField].ToString()), Encoding.UTF8.GetBytes(FormToken(request)));

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = Root,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
    };
}
