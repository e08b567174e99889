using System.Text.RegularExpressions;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Webhooks;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Controls;

/// <summary>A disturbance of matching requests.</summary>
internal sealed record Fault : StripeObject
{
    public static readonly string[] Kinds =
        ["error", "timeout_before", "timeout_after", "reset_before", "reset_after", "rate_limit", "latency"];

    public override string Object => "_fault";

    /// <summary>Null = every method.</summary>
    public string? Method { get; init; }

    /// <summary>Path with <c>*</c> for any text; null = every path.</summary>
    public string? Path { get; init; }

    public required string Kind { get; init; }

    /// <summary>Status of an <c>error</c>.</summary>
    public int Status { get; init; } = 500;

    /// <summary>How often it still strikes; null = without limit.</summary>
    public int? Times { get; init; }

    /// <summary>Share of the matching requests it strikes.</summary>
    public decimal Probability { get; init; } = 1;

    /// <summary>State of the generator that decides.</summary>
    public long Seed { get; init; }

    /// <summary>Wait of <c>latency</c>, in milliseconds.</summary>
    public int Milliseconds { get; init; } = 1000;

    private bool Matches(string method, string path) =>
        (Method is null || Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (Path is null || Regex.IsMatch(path, "^" + Regex.Escape(Path).Replace("\\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.CultureInvariant));

    /// <summary>The first fault that strikes a request; its count and generator move on.</summary>
    public static Fault? Strike(UnitOfWork work, string method, string path)
    {
        foreach (var fault in work.Table<Fault>().NewestFirst().Reverse().Where(fault => fault.Matches(method, path)).ToList())
        {
            var (value, next) = SeededDice.Draw(fault.Seed);
            var strikes = value < fault.Probability;
            var after = fault with { Seed = next, Times = strikes ? fault.Times - 1 : fault.Times };
            if (after.Times <= 0)
                work.Delete(fault);
            else
                work.Save(after);
            if (strikes)
                return fault;
        }

        return null;
    }
}
