namespace ClientForge.Billing.StripeSandbox.Webhooks;

/// <summary>SplitMix64: the same seed gives the same draws on every machine.</summary>
internal static class SeededDice
{
    /// <summary>A draw in [0, 1) with nine decimals, and the next state.</summary>
    public static (decimal Value, long Next) Draw(long state)
    {
        unchecked
        {
            var next = state + (long)0x9E3779B97F4A7C15UL;
            var mixed = (ulong)next;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            mixed ^= mixed >> 31;
            return (mixed % 1_000_000_000UL / 1_000_000_000m, next);
        }
    }
}
