using ClientForge.Billing.StripeSandbox.Controls;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Time;

namespace ClientForge.Billing.StripeSandbox.Http;

/// <summary>The tables the framework itself lives from.</summary>
internal sealed class CoreModule : ISandboxModule
{
    public void Register(SandboxBuilder sandbox)
    {
        sandbox.Table<StripeEvent>("event");
        sandbox.Table<ClockState>("_clock");
        sandbox.Table<Fault>("_fault");
        sandbox.Table<Limits>("_limits");
        sandbox.Table<RequestRow>("_request");
        sandbox.Table<IdempotencyRecord>("_idempotency");
    }
}
