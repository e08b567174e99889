using System.Globalization;
using ClientForge.Billing.StripeSandbox.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace ClientForge.Billing.UnitTests.StripeSandbox;

public sealed class ProrationTests
{
    [Fact]
    public void Lines_DocumentedUpgrade_AreStripesNumbers()
    {
        var left = Proration.Remaining(new(1_596_749_288, 1_599_427_688), 1_598_982_148);

        Assert.Equal(Rational.Of(445_540, 2_678_400), left);
        Assert.Equal((-166, 541), (Proration.Credit(1000, left), Proration.Debit(3252, left)));
        Assert.Equal(3627, 3252 + Proration.Credit(1000, left) + Proration.Debit(3252, left));
    }

    [Theory]
    [InlineData(2000, 1000, 10, 30, -667, 333)]
    [InlineData(5 * 1200, 8 * 1200, 15, 30, -3000, 4800)]
    [InlineData(1000, 1800, 1, 400, -3, 4)]
    [InlineData(1000, 3 * 1000, 1, 400, -3, 7)]
    public void Lines_Change_AreOneCreditAndOneDebit(long before, long after, long left, long whole, long credit, long debit)
    {
        var fraction = Rational.Of(left, whole);

        Assert.Equal((credit, debit), (Proration.Credit(before, fraction), Proration.Debit(after, fraction)));
    }

    [Fact]
    public void Lines_TiesInAShortFebruary_GoDownOnBothSides()
    {
        var left = Proration.Remaining(new(At("2026-01-31"), At("2026-02-28")), At("2026-02-10T12:00:00"));

        Assert.Equal(Rational.Of(5, 8), left);
        Assert.Equal((-1813, 6187), (Proration.Credit(2900, left), Proration.Debit(9900, left)));
    }

    [Fact]
    public void Share_FirstPartialPeriod_IsMeasuredAgainstTheReferencePeriod()
    {
        var reference = BillingPeriods.Containing(new(At("2026-02-01")), new(IntervalUnit.Month, 1), At("2026-01-10"));
        var share = Proration.Share(new(At("2026-01-10"), At("2026-02-01")), reference);

        Assert.Equal(new Period(At("2026-01-01"), At("2026-02-01")), reference);
        Assert.Equal(2129, Proration.Debit(3000, share));
    }

    [Fact]
    public void Credit_YearlyCanceledInTheMiddle_IsByDays() =>
        Assert.Equal(-6049, Proration.Credit(12_000, Proration.Remaining(new(At("2026-01-01"), At("2027-01-01")), At("2026-07-01"))));

    [Theory]
    [InlineData(500, -250)]
    [InlineData(166, -417)]
    public void Credit_OfADiscountedItem_IsOfWhatWasBilled(long discount, long expected) =>
        Assert.Equal(expected, Proration.Credit(1000 - discount, Rational.Of(1, 2)));

    [Theory]
    [InlineData(50, 1, 1)]
    [InlineData(100, 1, 1)]
    [InlineData(200, 0, 1)]
    [InlineData(150, 1, 2)]
    public void Remaining_AnyInstant_IsBetweenNothingAndAll(long at, long numerator, long denominator) =>
        Assert.Equal(Rational.Of(numerator, denominator), Proration.Remaining(new(100, 200), at));

    [Fact]
    public void Debit_PiecesOfAPeriod_SumToTheWholeWithinHalfAUnitEach()
    {
        var cases = from amount in Gen.Choose(0, 5_000_000)
                    from cuts in Gen.Choose(1, 2_678_399).ListOf().Where(list => list.Count <= 8)
                    select (Amount: (long)amount, Cuts: cuts.Distinct().Order().ToArray());

        Prop.ForAll(cases.ToArbitrary(), item =>
        {
            long[] edges = [0, .. item.Cuts, 2_678_400];
            var whole = new Period(0, 2_678_400);
            var pieces = edges.Zip(edges.Skip(1), (start, end) =>
                Proration.Debit(item.Amount, Proration.Share(new(start, end), whole)));
            return 2 * Math.Abs(pieces.Sum() - item.Amount) <= edges.Length - 1;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Lines_ThereAndBackInOneSecond_NetToNothing()
    {
        var cases = from first in Gen.Choose(0, 1_000_000)
                    from second in Gen.Choose(0, 1_000_000)
                    from at in Gen.Choose(1, 2_678_400)
                    select (First: (long)first, Second: (long)second, Left: Proration.Remaining(new(0, 2_678_400), at));

        Prop.ForAll(cases.ToArbitrary(), item =>
        {
            var debit = Proration.Debit(item.Second, item.Left);
            // The way back credits what the way there debited: the whole of it, since no time has passed.
            var net = Proration.Credit(item.First, item.Left) + debit
                + Proration.Credit(debit, Rational.One) + Proration.Debit(item.First, item.Left);
            var tie = (Rational.Of(2 * item.First) * item.Left).IsInteger && !(Rational.Of(item.First) * item.Left).IsInteger;
            return net == (tie ? -1 : 0);
        }).QuickCheckThrowOnFailure();
    }

    private static long At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds();
}
