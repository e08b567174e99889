using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.OpsConsole;

public sealed class SignOutModel : ConsolePage
{
    public IActionResult OnGet() => Redirect(ConsoleSession.Root);

    public IActionResult OnPost()
    {
        ConsoleSession.End(HttpContext);
        return Redirect(ConsoleSession.SignInPath);
    }
}
