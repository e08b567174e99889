using System.Text.RegularExpressions;

namespace ClientForge.Billing.StripeSandbox.Wire;

/// <summary>
/// The values a <c>Stripe-Version</c> header may have. Whatever is asked for, the shapes of <see cref="SandboxHost.ApiVersion"/> are served.
/// https://docs.stripe.com/api/versioning
/// </summary>
internal static partial class ApiVersions
{
    /// <summary>Stripe's 400 for a version that never was.</summary>
    public static void RequireKnown(string? version)
    {
        if (version is null || Dated().IsMatch(version) || Named().IsMatch(version))
            return;
        throw Errors.Parameter(
            $"Invalid Stripe API version: {(version.Length > 60 ? version[..60] : version)}. You do not have access to this version, or it does not exist.");
    }

    /// <summary>Before release trains had names: from 2011 to 2024-06-20.</summary>
    [GeneratedRegex("""^(201[1-9]|202[0-3])-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$|^2024-(04-03|04-10|06-20)$""", RegexOptions.CultureInvariant)]
    private static partial Regex Dated();

    /// <summary>A train and the date of one of its monthly releases.</summary>
    [GeneratedRegex(
        """^(2024-(09-30|10-28|11-20|12-18)|2025-(01-27|02-24))\.acacia$|^2025-0[3-8]-\d\d\.basil$|^(2025-(09|1[0-2])|2026-0[12])-\d\d\.clover$|^2026-0[3-8]-\d\d\.dahlia$|^2026-(09-30|1[0-2]-\d\d)\.endive$""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
