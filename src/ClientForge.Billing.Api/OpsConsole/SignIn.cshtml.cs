using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClientForge.Billing.Api.OpsConsole;

[AllowAnonymous]
public sealed class SignInModel : PageModel
{
    [BindProperty(SupportsGet = true)]
    public bool Failed { get; set; }

    /// <summary>Takes the token for the session's; the next page finds out whether it is good.</summary>
    public IActionResult OnPost(string? token)
    {
        if (string.IsNullOrWhiteSpace(token))
            return Redirect($"{ConsoleSession.SignInPath}?failed=true");
        ConsoleSession.Begin(HttpContext, token.Trim());
        return Redirect(ConsoleSession.Root);
    }
}
