using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Time;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Controls;

/// <summary>Lets faults strike requests: before they have any effect, or after it so that only the answer is lost.</summary>
internal sealed class FaultInjector(SandboxStore store, WorkRunner runner, SandboxClock clock)
{
    /// <summary>Longest a request is left hanging; every client has given up by then.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(120);

    /// <summary>The fault that strikes this call; null in the usual case.</summary>
    public Fault? Draw(ApiCall call)
    {
        lock (store.Gate)
        {
            if (store.Table<Fault>().Count == 0)
                return null;
        }

        return runner.Run(clock.Now, new EventRequest(null, null), work => Fault.Strike(work, call.Method, call.Path));
    }

    /// <summary>What happens before the call is executed. True = it is not executed and the connection is gone.</summary>
    public static async Task<bool> BeforeAsync(Fault? fault, HttpContext context)
    {
        switch (fault?.Kind)
        {
            case "error":
                throw Error(fault.Status);
            case "rate_limit":
                throw RateLimiter.Exceeded("global-rate");
            case "reset_before":
                context.Abort();
                return true;
            case "timeout_before":
                await HangAsync(context);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The wait of a <c>latency</c> fault, while the idempotency key is in use.</summary>
    public static Task DelayAsync(Fault? fault, HttpContext context) => fault is { Kind: "latency" }
        ? Task.Delay(TimeSpan.FromMilliseconds(fault.Milliseconds), context.RequestAborted)
        : Task.CompletedTask;

    /// <summary>What happens after the call took effect. True = its answer is lost.</summary>
    public static async Task<bool> AfterAsync(Fault? fault, HttpContext context)
    {
        if (fault?.Kind == "timeout_after")
            await HangAsync(context);
        else if (fault?.Kind == "reset_after")
            context.Abort();
        return fault?.Kind is "timeout_after" or "reset_after";
    }

    private static async Task HangAsync(HttpContext context)
    {
        try
        {
            await Task.Delay(Hang, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The client gave up, as intended.
        }

        context.Abort();
    }

    private static StripeError Error(int status) => status switch
    {
        >= 500 => new StripeError(status, "Something went wrong on Stripe's end.") { Type = "api_error", ShouldRetry = true },
        402 => new StripeError(402, "Your card was declined.") { Type = "card_error", Code = "card_declined", DeclineCode = "generic_decline" },
        _ => new StripeError(status, "The request was refused."),
    };
}
