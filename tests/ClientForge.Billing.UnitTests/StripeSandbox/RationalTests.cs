using ClientForge.Billing.StripeSandbox.Rules;

namespace ClientForge.Billing.UnitTests.StripeSandbox;

public sealed class RationalTests
{
    [Theory]
    [InlineData(-5, 2, -3)]
    [InlineData(9, 2, 4)]
    [InlineData(15, 2, 7)]
    [InlineData(5, 2, 2)]
    [InlineData(-9, 2, -5)]
    [InlineData(26, 10, 3)]
    [InlineData(-26, 10, -3)]
    [InlineData(0, 7, 0)]
    [InlineData(8, 4, 2)]
    public void RoundHalfDown_Ties_GoTowardMinusInfinity(long numerator, long denominator, long expected) =>
        Assert.Equal(expected, Rational.Of(numerator, denominator).RoundHalfDown());

    [Theory]
    [InlineData(5, 2, 3)]
    [InlineData(-5, 2, -3)]
    [InlineData(7, 3, 2)]
    [InlineData(-7, 3, -2)]
    [InlineData(8, 3, 3)]
    public void RoundHalfAwayFromZero_Ties_AreSymmetric(long numerator, long denominator, long expected) =>
        Assert.Equal(expected, Rational.Of(numerator, denominator).RoundHalfAwayFromZero());

    [Theory]
    [InlineData(7, 2, 3, 4)]
    [InlineData(-7, 2, -4, -3)]
    [InlineData(6, 3, 2, 2)]
    public void FloorAndCeiling_AnyFraction_EncloseIt(long numerator, long denominator, long floor, long ceiling)
    {
        Assert.Equal(floor, Rational.Of(numerator, denominator).Floor());
        Assert.Equal(ceiling, Rational.Of(numerator, denominator).Ceiling());
    }

    [Fact]
    public void Of_Decimals_AreExact()
    {
        Assert.Equal(Rational.Of(1, 1_000_000_000_000), Rational.Of(0.000000000001m));
        Assert.Equal(Rational.Of(-177, 2000), Rational.Of(-0.0885m));
        Assert.Equal(Rational.Of(decimal.MaxValue) - Rational.Of(decimal.MaxValue), Rational.Zero);
    }

    [Fact]
    public void Default_IsZero()
    {
        Assert.Equal(Rational.Of(3), default(Rational) + Rational.Of(3));
        Assert.Equal(0, default(Rational).Floor());
    }

    [Fact]
    public void Floor_BeyondSixtyFourBits_Throws() =>
        Assert.Throws<OverflowException>(() => (Rational.Of(long.MaxValue) * Rational.Of(2)).Floor());

    [Fact]
    public void Of_ZeroDenominator_Throws() => Assert.Throws<DivideByZeroException>(() => Rational.Of(1, 0));
}
