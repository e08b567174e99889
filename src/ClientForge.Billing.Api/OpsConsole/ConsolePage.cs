using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Services.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClientForge.Billing.Api.OpsConsole;

/// <summary>A page of the console: for operators only, its forms only from its own pages.</summary>
[Authorize(Policies.Ops)]
public abstract class ConsolePage : PageModel
{
    protected const int PageSize = 50;
    private const int MaxReasonLength = 500;

    /// <summary>What a refused action answered with.</summary>
    public string? Failure { get; private set; }

    protected string Actor => CurrentRequest.ActorOf(User)!;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (HttpMethods.IsPost(Request.Method) && !ConsoleSession.IsOwnForm(Request))
            context.Result = BadRequest();
    }

    /// <summary>Does what a form asked for and returns to the page; a refusal is shown on it.</summary>
    protected async Task<IActionResult> DoAsync(string? reason, Func<string, Task> action, Func<Task<IActionResult>> show)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > MaxReasonLength)
        {
            Failure = $"Say why, in at most {MaxReasonLength} characters.";
            return await show();
        }

        try
        {
            await action(reason.Trim());
            return Redirect($"{Request.Path}{Request.QueryString}");
        }
        catch (BillingException e)
        {
            Failure = e.Message;
            return await show();
        }
    }
}
