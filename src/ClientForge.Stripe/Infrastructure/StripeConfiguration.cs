namespace Stripe;

/// <summary>Names the application in the User-Agent.</summary>
public class AppInfo
{
    public string Name { get; set; }

    public string PartnerId { get; set; }

    public string Version { get; set; }

    public string Url { get; set; }

    public string FormatUserAgent() =>
        Name + (Version is null ? "" : $"/{Version}") + (Url is null ? "" : $" ({Url})");
}

public static class StripeConfiguration
{
    private static readonly Lazy<IHttpClient> SharedHttpClient = new(() => new SystemNetHttpClient());

    /// <summary>The API version that every request asks for and that the entities describe.</summary>
    public static string ApiVersion => "2026-07-29.dahlia";

    /// <summary>The release of the official library whose surface this follows.</summary>
    public static string StripeNetVersion { get; } = "52.2.0";

    internal static IHttpClient DefaultHttpClient() => SharedHttpClient.Value;
}
