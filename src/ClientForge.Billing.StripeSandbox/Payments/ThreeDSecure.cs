using ClientForge.Billing.StripeSandbox.Store;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>The step a customer takes at the bank.</summary>
internal static class ThreeDSecure
{
    /// <summary>The next action of an intent; its page is the sandbox's own.</summary>
    public static NextAction Action(UnitOfWork work, string intent, string? returnUrl) => returnUrl is null
        ? new NextAction
        {
            Type = "use_stripe_sdk",
            UseStripeSdk = new UseStripeSdk("three_d_secure_redirect", Page(work, intent), "src_" + intent),
        }
        : new NextAction { Type = "redirect_to_url", RedirectToUrl = new RedirectToUrl(returnUrl, Page(work, intent)) };

    /// <summary>Where the sandbox asks in the customer's bank's place.</summary>
    public static string Page(UnitOfWork work, string intent) => $"{work.Store.Origin}/_sandbox/3ds/{intent}";
}
