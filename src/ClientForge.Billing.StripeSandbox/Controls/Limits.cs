using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Controls;

/// <summary>
/// Stripe's limits, off by default. Counts are requests in one second of real time, whatever the sandbox's clock does; null = no such limit.
/// https://docs.stripe.com/rate-limits
/// </summary>
internal sealed record Limits : StripeObject
{
    public const string TheId = "limits";

    public override string Object => "_limits";

    /// <summary>All requests of the account; 25 for a real sandbox.</summary>
    public int? Global { get; init; }

    /// <summary>Requests to one endpoint, whatever the id in its path; 25 by Stripe's default.</summary>
    public int? Endpoint { get; init; }

    /// <summary>Searches; 20 by Stripe's default.</summary>
    public int? Search { get; init; }

    /// <summary>New invoices of one subscription in a minute of the sandbox's clock; 10 by Stripe's default.</summary>
    public int? InvoicesPerMinute { get; init; }

    /// <summary>A write to an object that another request is still working on is refused.</summary>
    public bool Locks { get; init; }

    public bool IsOff => this is { Global: null, Endpoint: null, Search: null, InvoicesPerMinute: null, Locks: false };
}

/// <summary>Body of <c>POST /_sandbox/limits</c>: absent = no such limit, <c>{}</c> switches all of them off.</summary>
internal sealed record LimitsBody
{
    public int? Global { get; init; }

    public int? Endpoint { get; init; }

    public int? Search { get; init; }

    public int? InvoicesPerMinute { get; init; }

    public bool Locks { get; init; }
}
