using System.Globalization;
using System.Numerics;

namespace ClientForge.Billing.StripeSandbox.Rules;

/// <summary>
/// An exact fraction: amounts are multiplied by period fractions, decimal unit prices and tax percentages
/// without ever passing through floating point, and rounded once at the end.
/// </summary>
internal readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private readonly BigInteger numerator;
    private readonly BigInteger denominatorLessOne;

    private Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException("A fraction needs a denominator other than zero.");
        if (denominator.Sign < 0)
            (numerator, denominator) = (-numerator, -denominator);
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        this.numerator = numerator / divisor;
        // Stored less one so that default(Rational) is a proper zero.
        denominatorLessOne = denominator / divisor - 1;
    }

    public static Rational Zero => default;

    public static Rational One { get; } = new(1, 1);

    private static Rational Half { get; } = new(1, 2);

    private BigInteger Denominator => denominatorLessOne + 1;

    public bool IsZero => numerator.IsZero;

    public bool IsInteger => denominatorLessOne.IsZero;

    public int Sign => numerator.Sign;

    public static Rational Of(long whole) => new(whole, 1);

    public static Rational Of(long numerator, long denominator) => new(numerator, denominator);

    /// <summary>The exact value of a decimal.</summary>
    public static Rational Of(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var mantissa = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return new(value < 0 ? -mantissa : mantissa, BigInteger.Pow(10, (bits[3] >> 16) & 0xFF));
    }

    public static Rational operator +(Rational left, Rational right) =>
        new(left.numerator * right.Denominator + right.numerator * left.Denominator, left.Denominator * right.Denominator);

    public static Rational operator -(Rational left, Rational right) => left + -right;

    public static Rational operator -(Rational value) => new(-value.numerator, value.Denominator);

    public static Rational operator *(Rational left, Rational right) =>
        new(left.numerator * right.numerator, left.Denominator * right.Denominator);

    public static Rational operator /(Rational left, Rational right) =>
        new(left.numerator * right.Denominator, left.Denominator * right.numerator);

    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

    /// <summary>The greatest integer not above the value.</summary>
    /// <exception cref="OverflowException">The result does not fit 64 bits.</exception>
    public long Floor()
    {
        var quotient = BigInteger.DivRem(numerator, Denominator, out var remainder);
        return checked((long)(remainder.Sign < 0 ? quotient - 1 : quotient));
    }

    /// <summary>The least integer not below the value.</summary>
    /// <exception cref="OverflowException">The result does not fit 64 bits.</exception>
    public long Ceiling() => checked(-(-this).Floor());

    /// <summary>Nearest integer, ties toward minus infinity: −2.5 → −3, 4.5 → 4 (how Stripe rounds proration lines).</summary>
    public long RoundHalfDown() => (this - Half).Ceiling();

    /// <summary>Nearest integer, ties away from zero: 2.5 → 3, −2.5 → −3, so that a reversal is the exact opposite of its charge.</summary>
    public long RoundHalfAwayFromZero() => Sign >= 0 ? (this + Half).Floor() : (this - Half).Ceiling();

    public bool Equals(Rational other) => numerator == other.numerator && denominatorLessOne == other.denominatorLessOne;

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(numerator, denominatorLessOne);

    public int CompareTo(Rational other) => (numerator * other.Denominator).CompareTo(other.numerator * Denominator);

    public override string ToString() => IsInteger
        ? numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{numerator}/{Denominator}");
}
