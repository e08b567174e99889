namespace ClientForge.Billing.Services.Tax;

/// <summary>Tax of an amount: rounded once, half away from zero, to the currency's minor unit.</summary>
public static class TaxMath
{
    /// <param name="amount">Minor units before tax; negative for a credit.</param>
    /// <param name="percentage">Percent.</param>
    /// <returns>Minor units.</returns>
    public static long Exclusive(long amount, decimal percentage) =>
        (long)Math.Round(amount * percentage / 100m, MidpointRounding.AwayFromZero);
}
