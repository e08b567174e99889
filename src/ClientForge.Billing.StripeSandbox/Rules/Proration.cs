namespace ClientForge.Billing.StripeSandbox.Rules;

/// <summary>Proration to the second, as Stripe rounds it.</summary>
internal static class Proration
{
    /// <summary>The part of <paramref name="period"/> that is left at <paramref name="at"/> (Unix seconds), between 0 and 1.</summary>
    public static Rational Remaining(Period period, long at)
    {
        if (period.Length <= 0 || at >= period.End)
            return Rational.Zero;
        return at <= period.Start ? Rational.One : Rational.Of(period.End - at, period.Length);
    }

    /// <summary>The part of <paramref name="whole"/> that <paramref name="part"/> covers; more than 1 when it is longer.</summary>
    public static Rational Share(Period part, Period whole) =>
        whole.Length <= 0 ? Rational.Zero : Rational.Of(Math.Max(0, part.Length), whole.Length);

    /// <summary>What <paramref name="fraction"/> of an amount in minor units is worth on a debit line.</summary>
    public static long Debit(long amount, Rational fraction) => (Rational.Of(amount) * fraction).RoundHalfDown();

    /// <summary>
    /// What is given back for <paramref name="fraction"/> of an amount in minor units: zero or below for a positive amount. Ties go
    /// toward minus infinity on both sides, so a credit of 2.5 is −3 while a debit of 4.5 is 4.
    /// </summary>
    public static long Credit(long amount, Rational fraction) => (Rational.Of(-amount) * fraction).RoundHalfDown();
}
